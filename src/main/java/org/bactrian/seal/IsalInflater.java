package org.bactrian.seal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * ISA-L's inflate, more than twice as fast as zlib ({@link IsalLibrary}). It gets only what a whole message was proven for; all it
 * reads and writes is native memory of its own. What it does not take for whole, the JDK inflates again and judges.
 *
 * <p>Of {@code struct inflate_state} ({@code igzip_lib.h} 2.30, library version 2, 64 bits):
 *
 * <pre>
 * offset size
 *      0     8   next_out: output
 *      8     4   avail_out: room left there
 *     12     4   total_out
 *     16     8   next_in: input
 *     24     8   read_in
 *     32     4   avail_in: bytes of it left
 *     36     4   read_in_length: bits that were taken from the input and not used
 *     40     n   codes
 *  21160     4   block_state: 0 before the header of a block, 1 where one is to be read on, 5 behind the last block
 *  21164    42   its own
 *  21206     2   tmp_in_size: bytes of a header that were read and wait for more
 *  21208     n   its own (to 87 368)
 * </pre>
 */
final class IsalInflater implements PieceInflater {
    private static final int NEXT_OUT = 0;
    private static final int AVAILABLE_OUT = 8;
    private static final int NEXT_IN = 16;
    private static final int AVAILABLE_IN = 32;
    private static final int UNUSED_BITS = 36;
    private static final int BLOCK_STATE = 21_160;
    private static final int WAITING_BYTES = 21_206;
    private static final int BEFORE_BLOCK = 0;
    private static final int IN_HEADER = 1;
    private static final int FINISHED = 5;
    private static final int CHECKED = 20_000;

    private static final boolean THERE = IsalLibrary.isThere(IsalInflater.class, IsalInflater::givesBack);
    /** The threads that inflate end when nothing is left to do, and this with them. */
    private static final ThreadLocal<IsalInflater> OF_THREAD = ThreadLocal.withInitial(IsalInflater::new);

    private final Memory state = new Memory(IsalLibrary.STRUCTURE_BYTES);
    private Memory in = new Memory(1);
    private Memory out = new Memory(1);

    /** Only if it {@linkplain #isThere() is there}. */
    IsalInflater() {
        state.clear();
    }

    /** Whether the library was found and gives back what was deflated. */
    static boolean isThere() {
        return THERE;
    }

    /** The one that only this thread uses. */
    static IsalInflater ofThread() {
        return OF_THREAD.get();
    }

    private static native void isal_inflate_init(Pointer state);

    private static native int isal_inflate(Pointer state);

    private static boolean givesBack() {
        byte[] clear = IsalLibrary.sample(CHECKED);
        byte[] sealed = new byte[2 * CHECKED];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(clear);
        int atBlock = deflater.deflate(sealed, 0, sealed.length, Deflater.SYNC_FLUSH);
        deflater.finish();
        int whole = atBlock + deflater.deflate(sealed, atBlock, sealed.length - atBlock);
        deflater.end();
        IsalInflater inflater = new IsalInflater();
        return inflater.gives(sealed, atBlock, clear, End.BLOCK) && inflater.gives(sealed, whole, clear, End.STREAM)
                && inflater.inflate(sealed, atBlock - 1, new byte[CHECKED]).end() == End.ELSEWHERE;
    }

    private boolean gives(byte[] sealed, int count, byte[] expected, End end) {
        byte[] clear = new byte[expected.length];
        return inflate(sealed, count, clear).equals(new Inflated(expected.length, end, 0)) && Arrays.equals(clear, expected);
    }

    @Override
    public Inflated inflate(byte[] sealed, int count, byte[] clear) {
        in = IsalLibrary.atLeast(in, count);
        out = IsalLibrary.atLeast(out, clear.length + 1);
        in.write(0, sealed, 0, count);
        isal_inflate_init(state);
        state.setPointer(NEXT_IN, in);
        state.setInt(AVAILABLE_IN, count);
        state.setPointer(NEXT_OUT, out);
        state.setInt(AVAILABLE_OUT, clear.length + 1);
        boolean wrong = isal_inflate(state) != 0;
        int length = clear.length + 1 - state.getInt(AVAILABLE_OUT);
        if (wrong || length > clear.length) { // there may be more to come
            return Inflated.NOTHING;
        }
        out.read(0, clear, 0, length);
        End end = end();
        return new Inflated(length, end, end == End.STREAM ? state.getInt(AVAILABLE_IN) + state.getInt(UNUSED_BITS) / Byte.SIZE : 0);
    }

    private End end() {
        int block = state.getInt(BLOCK_STATE);
        if (block == FINISHED) {
            return End.STREAM;
        }
        boolean allUsed = state.getInt(AVAILABLE_IN) == 0 && state.getInt(UNUSED_BITS) == 0 && state.getShort(WAITING_BYTES) == 0;
        return allUsed && (block == BEFORE_BLOCK || block == IN_HEADER) ? End.BLOCK : End.ELSEWHERE;
    }
}
