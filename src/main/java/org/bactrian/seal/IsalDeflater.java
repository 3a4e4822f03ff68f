package org.bactrian.seal;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * ISA-L's deflate (Debian: {@code libisal2}), several times as fast as zlib, through JNA, which works from Java 17 on, costs a
 * microsecond a call and is here anyway. All it reads and writes is native memory of its own.
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
    /** The version whose structure is the one above. */
    static final String LIBRARY = "libisal.so.2";
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
    private static final int USED_LEVEL = 2;
    /** Three times the structure, should a later version of the library have a longer one. */
    private static final int STREAM_BYTES = 256 * 1024;
    /** Somewhat more than {@code ISAL_DEF_LVL2_EXTRA_LARGE}. */
    private static final int LEVEL_BYTES = 640 * 1024;

    private static final boolean THERE = load();

    private final Memory stream = new Memory(STREAM_BYTES);
    private final Memory levelBuffer = new Memory(LEVEL_BYTES);
    private Memory in = new Memory(1);
    private Memory out = new Memory(1);

    /** Only if it {@linkplain #isThere() is there}. */
    IsalDeflater() {
        stream.clear();
    }

    /** Whether the library was found and gives back what it gets. */
    static boolean isThere() {
        return THERE;
    }

    private static native void isal_deflate_init(Pointer stream);

    private static native int isal_deflate_set_dict(Pointer stream, Pointer dictionary, int length);

    private static native int isal_deflate(Pointer stream);

    private static boolean load() {
        try {
            if (Native.POINTER_SIZE != Long.BYTES) {
                return false; // the structure is another
            }
            Native.register(IsalDeflater.class, LIBRARY);
            return givesBack();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        }
    }

    /** A backup is no place to find out that a library does not fit. */
    private static boolean givesBack() {
        byte[] clear = new byte[DeflateBlock.WINDOW / 4];
        for (int i = 0; i < clear.length; i++) {
            clear[i] = (byte) (i * i >>> 7 & 0x3f);
        }
        int dictionary = clear.length / 2;
        byte[] deflated = new byte[2 * clear.length];
        IsalDeflater deflater = new IsalDeflater();
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
        in = atLeast(in, Math.max(dictionary, offset + count));
        in.write(0, bytes, 0, dictionary);
        in.write(offset, bytes, offset, count);
        isal_deflate_init(stream);
        stream.setInt(LEVEL, USED_LEVEL);
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
        out = atLeast(out, room);
        stream.setPointer(NEXT_OUT, out);
        stream.setInt(AVAILABLE_OUT, room);
        check(isal_deflate(stream));
        int made = room - stream.getInt(AVAILABLE_OUT);
        out.read(0, to, offset, made);
        return made;
    }

    /** Memory of at least so many bytes: this, or new, and this is freed. */
    static Memory atLeast(Memory memory, int bytes) {
        if (memory.size() >= bytes) {
            return memory;
        }
        memory.close();
        return new Memory(bytes);
    }

    private static void check(int result) {
        if (result != 0) {
            throw new IllegalStateException(LIBRARY + " cannot deflate: " + result);
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
