package org.bactrian.rsync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

/** What the tests of this package make of byte arrays. */
final class Bytes {
    private Bytes() {
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] signature(byte[] data, SignatureFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(out, format);
        writer.write(data, 0, data.length);
        writer.finish();
        return out.toByteArray();
    }
}
