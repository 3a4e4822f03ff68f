package org.bactrian.seal;

/**
 * Deflates pieces of data, one after the other, each on its own. A piece is begun and then taken until less comes than there was
 * room for; what was taken ends with a sync flush (RFC 1951: an empty stored block), at a byte boundary. Used by one thread at a time.
 */
interface BlockDeflater {
    /**
     * Begins a piece; what was left of the one before is forgotten.
     *
     * @param bytes      hold the dictionary and the piece; not changed until all of the piece is taken
     * @param dictionary how many bytes from the beginning on the piece may refer to, at most {@link DeflateBlock#WINDOW}
     * @param offset     where the piece is
     * @param count      and its length, at least 1
     */
    void begin(byte[] bytes, int dictionary, int offset, int count);

    /** Writes deflated bytes and says how many; fewer than {@code room} if there are no more. */
    int take(byte[] to, int offset, int room);

    /** Frees native memory; of no use afterwards. */
    void end();
}
