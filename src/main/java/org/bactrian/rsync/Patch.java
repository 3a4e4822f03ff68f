package org.bactrian.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Makes the new file of the old one and a delta (spec 4.3). Stateless. */
public final class Patch {
    private static final int BUFFER = 1 << 16;

    private Patch() {
    }

    /**
     * Applies one delta. For several, {@link DeltaChain} writes the file only once.
     *
     * @param base   the old file
     * @param delta  the delta and nothing else; read to its end, not closed
     * @param what   what the delta is, for messages
     * @param target takes the new file; neither flushed nor closed. After an exception it holds a part of it
     * @return how many bytes the new file has
     * @throws org.bactrian.error.BactrianException of kind GENERAL, naming the delta, if it is damaged or asks for bytes
     *         that the old file does not have
     */
    public static long apply(RandomInput base, InputStream delta, String what, OutputStream target) throws IOException {
        DeltaReader reader = new DeltaReader(delta, what);
        byte[] buffer = new byte[BUFFER];
        long baseLength = base.length();
        while (true) {
            switch (reader.next()) {
                case LITERAL -> {
                    for (int count; (count = reader.readLiteral(buffer, 0, buffer.length)) >= 0;) {
                        target.write(buffer, 0, count);
                    }
                }
                case COPY -> {
                    reader.checkCopy(baseLength);
                    copy(base, reader.start(), reader.length(), target, buffer);
                }
                case END -> {
                    return reader.resultLength();
                }
            }
        }
    }

    /**
     * Reads a delta over without the old file: whether it is whole and copies only what that file has.
     *
     * @param baseLength how many bytes the old file has
     * @param delta      the delta and nothing else; read to its end, not closed
     * @param what       what the delta is, for messages; its text is asked for only then
     * @return how many bytes the new file has
     * @throws org.bactrian.error.BactrianException as {@link #apply}
     */
    public static long check(long baseLength, InputStream delta, Object what) throws IOException {
        DeltaReader reader = new DeltaReader(delta, what);
        for (DeltaReader.Command command; (command = reader.next()) != DeltaReader.Command.END;) {
            if (command == DeltaReader.Command.COPY) {
                reader.checkCopy(baseLength);
            }
        }
        return reader.resultLength();
    }

    /** Copies {@code length} bytes from {@code start}, by way of {@code buffer}. */
    static void copy(RandomInput from, long start, long length, OutputStream to, byte[] buffer) throws IOException {
        for (long done = 0; done < length;) {
            int count = (int) Math.min(buffer.length, length - done);
            from.readFully(start + done, buffer, 0, count);
            to.write(buffer, 0, count);
            done += count;
        }
    }
}
