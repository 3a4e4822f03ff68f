package org.bactrian.chain;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A stream whose hash is looked at when its end is reached, before the reader is told of the end. One thread. */
final class TiedInput extends FilterInputStream {
    private final MessageDigest hash = newHash();
    private final Consumer<String> check;
    private boolean ended;

    /** @param check given the hash; refuses it by an exception */
    TiedInput(InputStream in, Consumer<String> check) {
        super(in);
        this.check = check;
    }

    private static MessageDigest newHash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = in.read(bytes, offset, count);
        if (read > 0) {
            hash.update(bytes, offset, read);
        } else if (read < 0 && !ended) {
            ended = true;
            check.accept(HexFormat.of().formatHex(hash.digest()));
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(Math.max(count, 0), 1 << 13)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
