package org.bactrian.rsync;

/** A strong sum of whole blocks. An instance has scratch memory: one thread at a time. */
abstract class StrongSum {
    /** The number of bytes of the untruncated sum. */
    abstract int length();

    /** Puts the untruncated sum of {@code count} bytes from {@code offset} at the beginning of {@code sum}. */
    abstract void sum(byte[] bytes, int offset, int count, byte[] sum);

    /**
     * The untruncated sums of two neighbours of {@code count} bytes each, the first at {@code offset}: one behind the other at the beginning
     * of {@code sums}. May take less time than one after the other.
     */
    void sumTwo(byte[] bytes, int offset, int count, byte[] sums) {
        sum(bytes, offset + count, count, sums);
        System.arraycopy(sums, 0, sums, length(), length());
        sum(bytes, offset, count, sums);
    }
}
