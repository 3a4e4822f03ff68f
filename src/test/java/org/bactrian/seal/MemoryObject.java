package org.bactrian.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A sealed object in memory, for tests. */
public record MemoryObject(String name, byte[] bytes) implements SealedInput {
    /** Seals the bytes. */
    public static MemoryObject sealed(Seal seal, byte[] clear) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream plain = seal.seal(sealed)) {
            plain.write(clear);
        }
        return new MemoryObject("object" + seal.suffix(), sealed.toByteArray());
    }

    /** Opens the object and reads all of it. */
    public byte[] opened(Seal seal) throws IOException {
        try (InputStream clear = seal.open(this)) {
            return clear.readAllBytes();
        }
    }

    @Override
    public InputStream openStream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
