package org.bactrian.rsync;

/** A strong sum of whole blocks. An instance has scratch memory: one thread at a time. */
abstract class StrongSum {
    /** The number of bytes of the untruncated sum. */
    abstract int length();

    /** Puts the untruncated sum of {@code count} bytes from {@code offset} at the beginning of {@code sum}. */
    abstract void sum(byte[] bytes, int offset, int count, byte[] sum);
}
