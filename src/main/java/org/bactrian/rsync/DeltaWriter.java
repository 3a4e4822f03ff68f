package org.bactrian.rsync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Makes the librsync delta (spec 4.3) that turns an old file, of which only the signature is known, into what is pushed
 * into this. Holds one block and some tens of kilobytes. Not thread-safe.
 *
 * <p>Each place of the new data whose weak sum some block has is hashed and looked up. A block that lies in the old file
 * where the last copy would go on is preferred to another that is equal, so that runs of equal blocks become one copy.
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

    private final Signature old;
    private final int blockLength;
    private final RollingSum rolling;
    private final StrongSum strongSum;
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
    /** Where in the old file the last copy was from, less where in the new file it went to. */
    private long drift;
    private long hashedInVain;
    private boolean finished;

    /**
     * @param old   the signature of the old file
     * @param delta takes the delta, in many small pieces: it should be buffered; neither flushed nor closed
     */
    public DeltaWriter(Signature old, OutputStream delta) throws IOException {
        SignatureFormat format = old.format();
        this.old = old;
        this.blockLength = format.blockLength();
        this.rolling = format.magic().weakSum().rolling(blockLength);
        this.strongSum = format.magic().newStrongSum();
        this.sum = new byte[strongSum.length()];
        this.encoder = new DeltaEncoder(delta);
        this.maxBuffer = blockLength + MAX_LITERAL + Math.max(MIN_FILL, blockLength / 2);
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

    /** Compares all whole blocks that are in the buffer. */
    private void compare() throws IOException {
        if (old.blockCount() == 0) {
            passOver();
            return;
        }
        while (end - at >= blockLength) {
            if (!rolled) {
                rolling.reset(buffer, at, blockLength);
                rolled = true;
            }
            if (!lookedUp) {
                int block = findBlock();
                if (block != Signature.NONE) {
                    copy(block, blockLength);
                    continue;
                }
                lookedUp = true;
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
            rolling.reset(buffer, at, end - at);
        }
        for (; at < end; at++) {
            if (!lookedUp && rolling.value() == old.weakSum(last) && hash(end - at) && old.hasStrongSum(last, sum)) {
                copy(last, end - at);
                return;
            }
            lookedUp = false;
            rolling.shrink(buffer[at]);
        }
    }

    /** As far as data may be passed over: to the last whole block, a full literal, or a block that the filter cannot know. */
    private int scanLimit() {
        int limit = Math.min(end - blockLength, literalStart + MAX_LITERAL);
        if (old.isSampled()) {
            long oldOffset = bufferStart + at + drift;
            limit = (int) Math.min(limit, at + blockLength - Math.floorMod(oldOffset, blockLength));
        }
        return limit;
    }

    private int findBlock() throws IOException {
        int weak = rolling.value();
        int expected = expectedBlock();
        boolean likely = expected != Signature.NONE && old.weakSum(expected) == weak;
        if (!likely && (!old.hasWeakSum(weak) || !mayHash())) {
            return Signature.NONE;
        }
        strongSum.sum(buffer, at, blockLength, sum);
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

    private boolean hash(int count) {
        if (!mayHash()) {
            return false;
        }
        hashedInVain += count;
        strongSum.sum(buffer, at, count, sum);
        return true;
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
