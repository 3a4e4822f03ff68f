package org.bactrian.rsync;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes the librsync delta (spec 4.3) that turns an old file, of which only the signature is known, into what is pushed
 * into this. Holds one block and some tens of kilobytes. Not thread-safe.
 *
 * <p>Each place of the new data whose weak sum some block has is hashed and looked up. A block that lies in the old file
 * where the last copy would go on is preferred to another that is equal, so that runs of equal blocks become one copy.
 *
 * <p>Data that was changed in its place, as in the pages of a database, is not searched byte by byte: where a block is not the old
 * one, the next is looked at first, and if that still lies in its place, all up to it is new.
 */
public final class DeltaWriter {
    /** Literals are cut here, as librsync does: what reads them need not hold more (spec 4.3). */
    private static final int MAX_LITERAL = 1 << 15;
    private static final int MIN_BUFFER = 1 << 12;
    private static final int MIN_FILL = 1 << 16;
    /**
     * How often each byte may be hashed in vain, and how many may in any case. Data made so that the weak sum matches at
     * each byte would otherwise cost a block's hash a byte; beyond this only the block expected next is looked at.
     */
    private static final int VAIN_HASHES = 32;
    private static final long VAIN_START = 1 << 24;
    /** Of longer pieces not all sums that were made beside are kept. */
    private static final int LONG_PIECE = 1 << 20;
    /** Of longer blocks the buffer need not hold two. */
    private static final int LONG_BLOCK = 1 << 15;

    private final Signature old;
    private final int blockLength;
    private final WeakSum weakSum;
    private final RollingSum rolling;
    private final StrongSum strongSum;
    private final RecentSums recent;
    private final byte[] sum;
    private final DeltaEncoder encoder;
    private final int maxBuffer;

    /** New data: a literal not written yet, then from {@code at} on what is to be compared, up to {@code end}. */
    private byte[] buffer = new byte[0];
    private int literalStart;
    private int at;
    private int end;
    /** Where in the new file the buffer begins. */
    private long bufferStart;
    /** Whether {@code rolling} is the sum of the block at {@code at}, and whether that was looked up already. */
    private boolean rolled;
    private boolean lookedUp;
    /** Whether the block after the one at {@code at} is to be compared with the one in its place. */
    private boolean lookAhead;
    /** Where in the old file the last copy was from, less where in the new file it went to. */
    private long drift;
    private long hashedInVain;
    private boolean finished;

    /**
     * @param old   the signature of the old file
     * @param delta takes the delta, in many small pieces: it should be buffered; neither flushed nor closed
     */
    public DeltaWriter(Signature old, OutputStream delta) throws IOException {
        this(old, delta, null);
    }

    /**
     * As the other.
     *
     * @param beside is given the same data, each piece before it is given to this; null if there is none. What both sum is summed once
     */
    public DeltaWriter(Signature old, OutputStream delta, SignatureWriter beside) throws IOException {
        SignatureFormat format = old.format();
        this.old = old;
        this.blockLength = format.blockLength();
        this.weakSum = format.magic().weakSum();
        this.rolling = weakSum.rolling(blockLength);
        this.strongSum = format.magic().newStrongSum();
        this.sum = new byte[strongSum.length()];
        this.encoder = new DeltaEncoder(delta);
        this.maxBuffer = blockLength + MAX_LITERAL + Math.max(MIN_FILL, blockLength / 2);
        this.recent = beside == null ? RecentSums.NONE
                : beside.keepRecent(format, Math.min(old.blockCount(), (maxBuffer + LONG_PIECE) / blockLength));
    }

    /** Takes the next bytes of the new file, in pieces of any size. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            makeRoom(left);
            int taken = Math.min(left, buffer.length - end);
            System.arraycopy(bytes, from, buffer, end, taken);
            end += taken;
            from += taken;
            left -= taken;
            compare();
        }
    }

    /** Writes what is left and the end. The delta is whole only after this; more must not be written. */
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        if (old.blockCount() > 0) {
            compare();
            compareEnd();
        }
        at = end;
        flushLiteral();
        encoder.end();
        buffer = new byte[0];
    }

    private void makeRoom(int wanted) {
        if (end < buffer.length) {
            return;
        }
        int kept = end - literalStart;
        byte[] target = buffer;
        if (buffer.length < maxBuffer && kept >= buffer.length / 2) {
            long size = Math.max(Math.max((long) kept + wanted, 2L * buffer.length), MIN_BUFFER);
            target = new byte[(int) Math.min(maxBuffer, size)];
        }
        System.arraycopy(buffer, literalStart, target, 0, kept);
        buffer = target;
        bufferStart += literalStart;
        at -= literalStart;
        end = kept;
        literalStart = 0;
    }

    /** Compares all whole blocks that are in the buffer, and have what is to be known of the data after them. */
    private void compare() throws IOException {
        if (old.blockCount() == 0) {
            passOver();
            return;
        }
        while (end - at >= blockLength) {
            if (!rolled) {
                rolling.reset(weak(at), blockLength);
                rolled = true;
            }
            if (!lookedUp) {
                int block = findBlock();
                if (block != Signature.NONE) {
                    copy(block, blockLength);
                    continue;
                }
                lookedUp = true;
                lookAhead = blockLength <= LONG_BLOCK && expectedBlock() != Signature.NONE;
            }
            if (lookAhead) {
                if (end - at < 2 * blockLength && !finished) {
                    return;
                }
                lookAhead = false;
                if (copyAhead()) {
                    continue;
                }
            }
            if (at + blockLength == end) {
                return; // the byte that comes into the block next is not here yet
            }
            at = rolling.scan(buffer, at, scanLimit(), old.filter());
            lookedUp = false;
            if (at - literalStart == MAX_LITERAL) {
                flushLiteral();
            }
        }
    }

    /** With nothing to compare with, all is literal; what is not yet a long one waits for more. */
    private void passOver() throws IOException {
        while (end - at >= MAX_LITERAL) {
            at += MAX_LITERAL;
            flushLiteral();
        }
    }

    /**
     * At the end of the new file: looks for the old file's last block, which alone may be short, in what is left. A whole
     * block was looked up already if it is there.
     */
    private void compareEnd() throws IOException {
        int last = old.blockCount() - 1;
        if (!rolled) {
            rolling.reset(weakSum.of(buffer, at, end - at), end - at);
        }
        for (; at < end; at++) {
            if (!lookedUp && rolling.value() == old.weakSum(last) && isBlock(last, at, end - at)) {
                copy(last, end - at);
                return;
            }
            lookedUp = false;
            rolling.shrink(buffer[at]);
        }
    }

    /** As far as data may be passed over: to the last whole block, a full literal, or the next place of a block. */
    private int scanLimit() {
        int limit = Math.min(end - blockLength, literalStart + MAX_LITERAL);
        long oldOffset = bufferStart + at + drift;
        return (int) Math.min(limit, at + blockLength - Math.floorMod(oldOffset, blockLength));
    }

    /**
     * Copies the block after the one at {@code at} if it still lies where it did; that one is new then, and has no room for more than
     * parts of others. Blocks like their neighbours, such as zeros, prove nothing: they lie anywhere.
     */
    private boolean copyAhead() throws IOException {
        int next = expectedBlock() + 1;
        int place = at + blockLength;
        if (place + blockLength > end || next >= old.blockCount() || old.weakSum(next) != weak(place) || isRepeated(next)
                || !isBlock(next, place, blockLength)) {
            return false;
        }
        at = place;
        copy(next, blockLength);
        return true;
    }

    private boolean isRepeated(int block) throws IOException {
        int weak = old.weakSum(block);
        return old.weakSum(block - 1) == weak || block + 1 < old.blockCount() && old.weakSum(block + 1) == weak;
    }

    private int findBlock() throws IOException {
        int weak = rolling.value();
        int expected = expectedBlock();
        boolean likely = expected != Signature.NONE && old.weakSum(expected) == weak;
        if (!likely && (!old.hasWeakSum(weak) || !mayHash())) {
            return Signature.NONE;
        }
        strong(at, blockLength);
        if (likely && old.hasStrongSum(expected, sum)) {
            return expected;
        }
        int block = old.find(weak, sum);
        if (block == Signature.NONE) {
            hashedInVain += blockLength;
        }
        return block;
    }

    /** The block that lies where the last copy would go on, had the bytes since then only been changed. */
    private int expectedBlock() {
        long oldOffset = bufferStart + at + drift;
        if (oldOffset < 0 || oldOffset % blockLength != 0 || oldOffset / blockLength >= old.blockCount()) {
            return Signature.NONE;
        }
        return (int) (oldOffset / blockLength);
    }

    private boolean mayHash() {
        return hashedInVain - VAIN_START < VAIN_HASHES * (bufferStart + at);
    }

    /** Whether {@code count} bytes at {@code place} in the buffer, whose weak sum is the block's, are that block. */
    private boolean isBlock(int block, int place, int count) throws IOException {
        if (!mayHash()) {
            return false;
        }
        strong(place, count);
        if (old.hasStrongSum(block, sum)) {
            return true;
        }
        hashedInVain += count;
        return false;
    }

    /** The weak sum of the block at {@code place} in the buffer. */
    private int weak(int place) {
        long offset = bufferStart + place;
        return recent.has(offset, blockLength) ? recent.weak(offset) : weakSum.of(buffer, place, blockLength);
    }

    /** Puts the strong sum, or as much of it as signatures have, into {@code sum}. */
    private void strong(int place, int count) {
        if (recent.has(bufferStart + place, count)) {
            recent.strong(bufferStart + place, sum);
        } else {
            strongSum.sum(buffer, place, count, sum);
        }
    }

    private void copy(int block, int count) throws IOException {
        flushLiteral();
        long oldOffset = (long) block * blockLength;
        encoder.copy(oldOffset, count);
        drift = oldOffset - (bufferStart + at);
        at += count;
        literalStart = at;
        rolled = false;
        lookedUp = false;
    }

    private void flushLiteral() throws IOException {
        while (literalStart < at) {
            int count = Math.min(at - literalStart, MAX_LITERAL);
            encoder.literal(buffer, literalStart, count);
            literalStart += count;
        }
    }
}
