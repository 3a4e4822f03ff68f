package org.bactrian.seal;

/** Inflates pieces of raw deflate data (RFC 1951) that need nothing of what went before them. Used by one thread at a time. */
interface PieceInflater {
    /** Where the piece ends. */
    enum End {
        /** Behind the last block of the stream; there may be more bytes after it. */
        STREAM,
        /** Exactly behind a block that is not the last, at a byte boundary. */
        BLOCK,
        /** In the middle of a block, or of what is none; or what was inflated is longer than there was room for. */
        ELSEWHERE
    }

    /**
     * What came of a piece.
     *
     * @param length how many clear bytes; of no meaning if it ends elsewhere
     * @param end    where it ends
     * @param left   how many bytes of the piece lie behind the end of the stream; 0 if that is not in it
     */
    record Inflated(int length, End end, int left) {
        static final Inflated NOTHING = new Inflated(0, End.ELSEWHERE, 0);
    }

    /**
     * Inflates a piece.
     *
     * @param sealed holds it from the beginning on
     * @param count  its length
     * @param clear  takes what comes of it
     */
    Inflated inflate(byte[] sealed, int count, byte[] clear);

    /** ISA-L's of this thread where the system has it, else a new one of the JDK's. */
    static PieceInflater here() {
        return IsalInflater.isThere() ? IsalInflater.ofThread() : new JdkInflater();
    }
}
