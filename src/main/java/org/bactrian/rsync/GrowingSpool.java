package org.bactrian.rsync;

import java.io.IOException;

/** A spool that is memory up to a number of bytes, and another spool, opened only then, as soon as there are more. Not thread-safe. */
public final class GrowingSpool implements Spool {
    private final int inMemory;
    private final Source beyond;
    private final MemorySpool memory = new MemorySpool();
    /** Null until memory is not enough. */
    private Spool large;

    /**
     * @param inMemory how many bytes to hold in memory at most
     * @param beyond   opens what takes all bytes when there are more; closed with this
     */
    public GrowingSpool(int inMemory, Source beyond) {
        this.inMemory = inMemory;
        this.beyond = beyond;
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        if (large == null && memory.length() + count > inMemory) {
            large = beyond.open();
            byte[] held = new byte[(int) memory.length()];
            memory.readFully(0, held, 0, held.length);
            large.append(held, 0, held.length);
            memory.close();
        }
        current().append(bytes, offset, count);
    }

    @Override
    public long length() {
        return current().length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        current().readFully(position, target, offset, count);
    }

    @Override
    public void close() throws IOException {
        memory.close();
        if (large != null) {
            large.close();
        }
    }

    private Spool current() {
        return large == null ? memory : large;
    }
}
