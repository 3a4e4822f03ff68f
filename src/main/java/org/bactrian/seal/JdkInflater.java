package org.bactrian.seal;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The JDK's zlib. Holds nothing between two pieces. */
final class JdkInflater implements PieceInflater {
    /** An empty stored block that is the last one: a stream that ends at a boundary of blocks goes on with it, and has ended. */
    private static final byte[] LAST = {1, 0, 0, -1, -1};

    @Override
    public Inflated inflate(byte[] sealed, int count, byte[] clear) {
        Inflater inflater = new Inflater(true);
        try {
            int length = inflate(inflater, sealed, count, clear, 0);
            if (inflater.finished()) {
                return new Inflated(length, End.STREAM, inflater.getRemaining());
            }
            boolean atBlock = inflater.getRemaining() == 0 && inflate(inflater, LAST, LAST.length, clear, length) == length
                    && inflater.finished() && inflater.getRemaining() == 0;
            return new Inflated(length, atBlock ? End.BLOCK : End.ELSEWHERE, 0);
        } catch (DataFormatException e) {
            return Inflated.NOTHING;
        } finally {
            inflater.end();
        }
    }

    private static int inflate(Inflater inflater, byte[] bytes, int count, byte[] clear, int from) throws DataFormatException {
        inflater.setInput(bytes, 0, count);
        int length = from;
        for (int made = 1; made > 0; length += made) {
            made = inflater.inflate(clear, length, clear.length - length);
        }
        return length;
    }
}
