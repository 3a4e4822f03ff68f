package org.bactrian.rsync;

/**
 * A weak sum that follows a window over a buffer. The window's place is kept by the caller; the sum keeps only its
 * value. Not thread-safe.
 */
abstract class RollingSum {
    /** Starts afresh on a window of {@code count} bytes, whose sum is known. */
    abstract void reset(int sum, int count);

    /** The sum of the window. */
    abstract int value();

    /**
     * Rolls the window of one block length on, at least by one byte, until {@code filter} may know its sum or it starts
     * at {@code limit}.
     *
     * @param start where the window starts, less than {@code limit}; bytes up to {@code limit} + block length are there
     * @return where the window starts now
     */
    abstract int scan(byte[] bytes, int start, int limit, WeakFilter filter);

    /** Takes the first byte out of the window, which becomes shorter by one; from then on only this may be called. */
    abstract void shrink(byte first);
}
