package org.bactrian.volume;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of the entry that a reader is at, and the padding after it. Closing it does nothing. Not thread-safe. */
final class TarBody extends InputStream {
    private final InputStream in;
    private final Damage damage;
    private long left;
    private int padding;

    TarBody(InputStream in, Damage damage) {
        this.in = in;
        this.damage = damage;
    }

    void begin(long size) {
        left = size;
        padding = TarHeader.padding(size);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int n = in.read(bytes, offset, (int) Math.min(count, left));
        if (n < 0) {
            throw endsEarly();
        }
        left -= n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    /** Moves behind the body and its padding. */
    void finish() throws IOException {
        try {
            in.skipNBytes(left);
            in.skipNBytes(padding);
        } catch (EOFException e) {
            throw endsEarly();
        }
        left = 0;
        padding = 0;
    }

    private RuntimeException endsEarly() {
        return damage.of("ends in the middle of an entry");
    }
}
