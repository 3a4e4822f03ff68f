package org.bactrian.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Writes one gzip member (RFC 1952, 2.3) over {@link ParallelDeflate}. Not thread-safe.
 *
 * <pre>
 * offset size
 *  0     2   1f 8b
 *  2     1   method 8, deflate
 *  3     1   flags 0: neither name nor comment
 *  4     4   time 0: none
 *  8     1   extra flags 0
 *  9     1   system 255: unknown
 * 10     n   deflate stream
 *        4   CRC-32 of the clear bytes, little-endian
 *        4   their number, modulo 2^32
 * </pre>
 */
final class GzipOutput extends OutputStream {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER = 8;

    private final OutputStream out;
    private final ParallelDeflate deflate;
    private final CRC32 crc = new CRC32();
    private long length;
    private boolean closed;

    GzipOutput(OutputStream out, DeflateLevels levels) throws IOException {
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
        crc.update(bytes, offset, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        deflate.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        deflate.close();
        out.write(ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue()).putInt((int) length).array());
        out.flush();
    }
}
