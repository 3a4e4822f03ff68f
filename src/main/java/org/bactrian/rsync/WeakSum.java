package org.bactrian.rsync;

/** The two weak sums of librsync signatures (spec 4.2): cheap, 32 bits, and able to roll. Stateless. */
public enum WeakSum {
    /** rollsum, the sum of rsync: two 16-bit sums. */
    ROLLSUM {
        @Override
        public int of(byte[] bytes, int offset, int count) {
            return Rollsum.of(bytes, offset, count);
        }

        @Override
        RollingSum rolling(int blockLength) {
            return new Rollsum(blockLength);
        }
    },
    /** RabinKarp, a polynomial modulo 2^32. */
    RABIN_KARP {
        @Override
        public int of(byte[] bytes, int offset, int count) {
            return RabinKarp.of(bytes, offset, count);
        }

        @Override
        RollingSum rolling(int blockLength) {
            return new RabinKarp(blockLength);
        }
    };

    /** The sum of {@code count} bytes from {@code offset}, computed afresh. */
    public abstract int of(byte[] bytes, int offset, int count);

    /** A sum that rolls over data with a window of {@code blockLength} bytes. */
    abstract RollingSum rolling(int blockLength);
}
