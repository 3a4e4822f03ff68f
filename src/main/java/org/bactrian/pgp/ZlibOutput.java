package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.seal.ParallelDeflate;

/**
 * zlib's frame (RFC 1950) around {@link ParallelDeflate}: two bytes, the deflate stream, Adler-32 big-endian. Not
 * thread-safe.
 */
final class ZlibOutput extends OutputStream {
    /** Deflate with a window of 32 KiB, default level, no dictionary. */
    private static final byte[] HEADER = {0x78, (byte) 0x9C};

    private final OutputStream out;
    private final ParallelDeflate deflate;
    private final Adler32 adler = new Adler32();
    private boolean closed;

    ZlibOutput(OutputStream out, DeflateLevels levels) throws IOException {
        this.out = out;
        this.deflate = new ParallelDeflate(out, levels);
        out.write(HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        deflate.write(bytes, offset, count);
        adler.update(bytes, offset, count);
    }

    /** Ends the frame; {@code out} stays open. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            deflate.close();
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt((int) adler.getValue()).array());
        }
    }
}
