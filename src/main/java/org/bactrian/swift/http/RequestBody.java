package org.bactrian.swift.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of a request. Most bodies can be opened again and again, each time from the first byte; one that can be
 * read only once says so, and then a request that has begun to send it is never sent a second time.
 */
public interface RequestBody {
    /** The length of a body that nobody has measured. */
    long UNKNOWN = -1;

    /** A new stream from the first byte; the transport closes it. @throws IOException if it cannot be (re)opened */
    InputStream open() throws IOException;

    /** The number of bytes, or {@link #UNKNOWN}. */
    long length();

    /** Whether {@link #open} may be called (again) now. */
    boolean canOpen();

    /** A body in memory; not copied. */
    static RequestBody of(byte[] bytes) {
        return new RequestBody() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public boolean canOpen() {
                return true;
            }
        };
    }

    /** A file, as long as it is now. @throws IOException if it cannot be read */
    static RequestBody of(Path file) throws IOException {
        long length = Files.size(file);
        return new RequestBody() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public boolean canOpen() {
                return true;
            }
        };
    }

    /** A stream that can be read once. @param length its bytes, or {@link #UNKNOWN} */
    static RequestBody once(InputStream stream, long length) {
        AtomicBoolean used = new AtomicBoolean();
        return new RequestBody() {
            @Override
            public InputStream open() throws IOException {
                if (used.getAndSet(true)) {
                    throw new IOException("this body can be read only once");
                }
                return stream;
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public boolean canOpen() {
                return !used.get();
            }
        };
    }
}
