package org.bactrian.seal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * ISA-L's deflate, several times as fast as zlib ({@link IsalLibrary}). All it reads and writes is native memory of its own.
 *
 * <p>Begins with the public part of {@code struct isal_zstream} ({@code igzip_lib.h} 2.30, library version 2, 64 bits):
 *
 * <pre>
 * offset size
 *  0     8   next_in: input
 *  8     4   avail_in: bytes of it left
 * 12     4   total_in
 * 16     8   next_out: output
 * 24     4   avail_out: room left there
 * 28     4   total_out
 * 32     8   hufftables; isal_deflate_init gives the usual ones
 * 40     4   level, 0 to 3
 * 44     4   level_buf_size
 * 48     8   level_buf: memory that levels from 1 on want
 * 56     2   end_of_stream
 * 58     2   flush: 1 is a sync flush
 * 60     2   gzip_flag: 0 is raw deflate
 * 62     2   hist_bits: 0 is the usual window
 * 64     n   its own (82 320 bytes in version 2.30)
 * </pre>
 */
final class IsalDeflater implements BlockDeflater {
    private static final int NEXT_IN = 0;
    private static final int AVAILABLE_IN = 8;
    private static final int NEXT_OUT = 16;
    private static final int AVAILABLE_OUT = 24;
    private static final int LEVEL = 40;
    private static final int LEVEL_BUFFER_SIZE = 44;
    private static final int LEVEL_BUFFER = 48;
    private static final int FLUSH = 58;
    private static final short SYNC_FLUSH = 1;

    /** Measured on the Linux source, MB a second and percent: level 1 579 and 25.7, 2 550 and 25.3, 3 270 and 24.1; zlib 1 115 and 26.2. */
    private static final int USED_FAST = 2;
    private static final int USED_QUICK = 3;
    /** Somewhat more than {@code ISAL_DEF_LVL3_EXTRA_LARGE}, which is that of level 2. */
    private static final int LEVEL_BYTES = 640 * 1024;

    private static final boolean THERE = IsalLibrary.isThere(IsalDeflater.class, IsalDeflater::givesBack);

    private final Memory stream = new Memory(IsalLibrary.STRUCTURE_BYTES);
    private final Memory levelBuffer = new Memory(LEVEL_BYTES);
    private Memory in = new Memory(1);
    private Memory out = new Memory(1);
    private final int level;

    /**
     * Only if it {@linkplain #isThere() is there}.
     *
     * @param level {@link DeflateLevels#FAST} or {@link DeflateLevels#QUICK}
     */
    IsalDeflater(int level) {
        this.level = level == DeflateLevels.FAST ? USED_FAST : USED_QUICK;
        stream.clear();
    }

    /** Whether the library was found and gives back what it gets. */
    static boolean isThere() {
        return THERE;
    }

    private static native void isal_deflate_init(Pointer stream);

    private static native int isal_deflate_set_dict(Pointer stream, Pointer dictionary, int length);

    private static native int isal_deflate(Pointer stream);

    private static boolean givesBack() {
        return givesBack(DeflateLevels.FAST) && givesBack(DeflateLevels.QUICK);
    }

    private static boolean givesBack(int level) {
        byte[] clear = IsalLibrary.sample(DeflateBlock.WINDOW / 4);
        int dictionary = clear.length / 2;
        byte[] deflated = new byte[2 * clear.length];
        IsalDeflater deflater = new IsalDeflater(level);
        Inflater inflater = new Inflater(true);
        try {
            deflater.begin(clear, dictionary, dictionary, clear.length - dictionary);
            int made = deflater.take(deflated, 0, deflated.length);
            inflater.setDictionary(clear, 0, dictionary);
            inflater.setInput(deflated, 0, made);
            byte[] back = new byte[clear.length];
            int length = inflater.inflate(back);
            return Arrays.equals(back, 0, length, clear, dictionary, clear.length);
        } catch (DataFormatException | IllegalStateException e) {
            return false;
        } finally {
            inflater.end();
            deflater.end();
        }
    }

    @Override
    public void begin(byte[] bytes, int dictionary, int offset, int count) {
        in = IsalLibrary.atLeast(in, Math.max(dictionary, offset + count));
        in.write(0, bytes, 0, dictionary);
        in.write(offset, bytes, offset, count);
        isal_deflate_init(stream);
        stream.setInt(LEVEL, level);
        stream.setInt(LEVEL_BUFFER_SIZE, LEVEL_BYTES);
        stream.setPointer(LEVEL_BUFFER, levelBuffer);
        stream.setShort(FLUSH, SYNC_FLUSH);
        if (dictionary > 0) {
            check(isal_deflate_set_dict(stream, in, dictionary));
        }
        stream.setLong(NEXT_IN, Pointer.nativeValue(in) + offset);
        stream.setInt(AVAILABLE_IN, count);
    }

    @Override
    public int take(byte[] to, int offset, int room) {
        out = IsalLibrary.atLeast(out, room);
        stream.setPointer(NEXT_OUT, out);
        stream.setInt(AVAILABLE_OUT, room);
        check(isal_deflate(stream));
        int made = room - stream.getInt(AVAILABLE_OUT);
        out.read(0, to, offset, made);
        return made;
    }

    private static void check(int result) {
        if (result != 0) {
            throw new IllegalStateException(IsalLibrary.NAME + " cannot deflate: " + result);
        }
    }

    @Override
    public void end() {
        stream.close();
        levelBuffer.close();
        in.close();
        out.close();
    }
}
