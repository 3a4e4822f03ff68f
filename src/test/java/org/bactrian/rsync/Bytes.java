package org.bactrian.rsync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
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

    /** One after the other. */
    static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    static byte[] signature(byte[] data, SignatureFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(out, format);
        writer.write(data, 0, data.length);
        writer.finish();
        return out.toByteArray();
    }

    static Signature readSignature(byte[] signature) throws IOException {
        return Signature.read(new ByteArrayInputStream(signature), signature.length, "a signature");
    }

    static byte[] delta(byte[] signature, byte[] changed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaWriter writer = new DeltaWriter(readSignature(signature), out);
        writer.write(changed, 0, changed.length);
        writer.finish();
        return out.toByteArray();
    }

    static byte[] patch(byte[] old, byte[] delta) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long length = Patch.apply(RandomInput.of(old), new ByteArrayInputStream(delta), "a delta", out);
        if (length != out.size()) {
            throw new AssertionError("said " + length + " bytes, wrote " + out.size());
        }
        return out.toByteArray();
    }

    /** {@code old} after some insertions, deletions, changes and moves of up to {@code longest} bytes. */
    static byte[] edited(byte[] old, Random random, int edits, int longest) {
        byte[] bytes = old;
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(bytes.length + 1);
            int cut = random.nextInt(Math.min(longest, bytes.length - at) + 1);
            byte[] put = new byte[random.nextInt(longest + 1)];
            random.nextBytes(put);
            switch (random.nextInt(4)) {
                case 0 -> bytes = splice(bytes, at, 0, put);
                case 1 -> bytes = splice(bytes, at, cut, new byte[0]);
                case 2 -> bytes = splice(bytes, at, cut, Arrays.copyOf(put, cut));
                default -> {
                    byte[] moved = Arrays.copyOfRange(bytes, at, at + cut);
                    byte[] without = splice(bytes, at, cut, new byte[0]);
                    bytes = splice(without, random.nextInt(without.length + 1), 0, moved);
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int cut, byte[] put) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(put);
        out.write(bytes, at + cut, bytes.length - at - cut);
        return out.toByteArray();
    }
}
