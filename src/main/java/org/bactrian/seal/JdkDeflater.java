package org.bactrian.seal;

import java.util.zip.Deflater;

/** The JDK's zlib, of one level. */
final class JdkDeflater implements BlockDeflater {
    private final Deflater deflater;

    /** @param level 0 (stored) to 9 (smallest) */
    JdkDeflater(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public void begin(byte[] bytes, int dictionary, int offset, int count) {
        deflater.reset();
        if (dictionary > 0) {
            deflater.setDictionary(bytes, 0, dictionary);
        }
        deflater.setInput(bytes, offset, count);
    }

    @Override
    public int take(byte[] to, int offset, int room) {
        return deflater.deflate(to, offset, room, Deflater.SYNC_FLUSH);
    }

    @Override
    public void end() {
        deflater.end();
    }
}
