package org.bactrian.log;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A stream that tells how many bytes were read of it, as they are. */
public class CountedInput extends FilterInputStream {
    private final LongConsumer counter;

    /**
     * @param in      read, and closed with this
     * @param counter takes the number of bytes of each read
     */
    public CountedInput(InputStream in, LongConsumer counter) {
        super(in);
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        tell(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int n = in.read(bytes, offset, count);
        tell(n);
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        long n = in.skip(count);
        tell(n);
        return n;
    }

    private void tell(long bytes) {
        if (bytes > 0) {
            counter.accept(bytes);
        }
    }
}
