package org.bactrian.rsync;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Bytes that can be read from any place: the old file that a delta copies from. */
public interface RandomInput {
    /** How many bytes there are. */
    long length() throws IOException;

    /**
     * Reads {@code count} bytes from {@code position}.
     *
     * @throws EOFException if there are not so many
     */
    void readFully(long position, byte[] target, int offset, int count) throws IOException;

    /** The bytes of an array, which is not copied. Thread-safe as long as nobody changes it. */
    static RandomInput of(byte[] bytes) {
        return new RandomInput() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void readFully(long position, byte[] target, int offset, int count) throws EOFException {
                if (position < 0 || position > bytes.length - count) {
                    throw new EOFException("no " + count + " bytes at " + position + " of " + bytes.length);
                }
                System.arraycopy(bytes, (int) position, target, offset, count);
            }
        };
    }

    /**
     * The bytes of an open channel, which stays the caller's to close. Of a {@link FileChannel} the position is left
     * alone, and threads may share it; of any other the position is moved.
     */
    static RandomInput of(SeekableByteChannel channel) {
        Objects.requireNonNull(channel, "channel");
        return new RandomInput() {
            @Override
            public long length() throws IOException {
                return channel.size();
            }

            @Override
            public void readFully(long position, byte[] target, int offset, int count) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
                while (buffer.hasRemaining()) {
                    long at = position + count - buffer.remaining();
                    int read = channel instanceof FileChannel file ? file.read(buffer, at) : channel.position(at).read(buffer);
                    if (read < 0) {
                        throw new EOFException("no " + count + " bytes at " + position + " of " + channel.size());
                    }
                }
            }
        };
    }
}
