package org.bactrian.rsync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bytes of an old file that the new one takes once more after they have passed in its stream, as blocks of zeros that lie elsewhere
 * too: kept as they pass, so that a gigabyte need not be written aside for the sake of one block. Holds at most {@value #MOST}
 * bytes. Not thread-safe.
 */
final class KeptPieces {
    /** As many as a spool holds in memory. */
    static final int MOST = 1 << 20;
    private static final int MOST_PIECES = 1 << 14;

    /** By the place of the first byte; they neither touch nor overlap. */
    private final NavigableMap<Long, byte[]> pieces = new TreeMap<>();

    private KeptPieces() {
    }

    /** @param end behind its last byte */
    private record Piece(long start, long end) {
    }

    /**
     * What a file takes of the stream behind the place that the stream has reached by then.
     *
     * @param file     what is taken in which order
     * @param elsewhere a bit of a source that says that it is no place in the stream
     * @return empty if that is too much to be kept
     */
    static Optional<KeptPieces> of(RangeList file, long elsewhere) {
        List<Piece> wanted = new ArrayList<>();
        long reached = 0;
        for (int range = 0; range < file.count(); range++) {
            long start = file.source(range);
            if ((start & elsewhere) == 0) {
                long end = start + file.end(range) - file.start(range);
                if (start < reached) {
                    wanted.add(new Piece(start, Math.min(end, reached)));
                }
                if (wanted.size() > MOST_PIECES) {
                    return Optional.empty();
                }
                reached = Math.max(reached, end);
            }
        }
        wanted.sort(Comparator.comparingLong(Piece::start));
        return merged(wanted);
    }

    private static Optional<KeptPieces> merged(List<Piece> inOrder) {
        KeptPieces kept = new KeptPieces();
        long bytes = 0;
        for (int i = 0; i < inOrder.size();) {
            long start = inOrder.get(i).start();
            long end = start;
            for (; i < inOrder.size() && inOrder.get(i).start() <= end; i++) {
                end = Math.max(end, inOrder.get(i).end());
            }
            bytes += end - start;
            if (bytes > MOST) {
                return Optional.empty();
            }
            kept.pieces.put(start, new byte[(int) (end - start)]);
        }
        return Optional.of(kept);
    }

    /** Keeps what is wanted of bytes that were read at {@code position} of the stream. */
    void pass(long position, byte[] bytes, int offset, int count) {
        Long first = pieces.floorKey(position);
        for (Map.Entry<Long, byte[]> piece : pieces.subMap(first == null ? position : first, position + count).entrySet()) {
            long from = Math.max(piece.getKey(), position);
            long to = Math.min(piece.getKey() + piece.getValue().length, position + count);
            if (from < to) {
                System.arraycopy(bytes, (int) (from - position) + offset, piece.getValue(), (int) (from - piece.getKey()), (int) (to - from));
            }
        }
    }

    /** Gives bytes that have passed and were wanted again. */
    void read(long start, byte[] target, int offset, int count) {
        Map.Entry<Long, byte[]> piece = pieces.floorEntry(start);
        System.arraycopy(piece.getValue(), (int) (start - piece.getKey()), target, offset, count);
    }
}
