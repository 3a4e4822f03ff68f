package org.bactrian.chain.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Writes a {@link Journal}: what it is told is on the disk when it returns. Thread-safe, for volumes are stored several at a time.
 */
public final class JournalWriter implements Closeable {
    private final WorkFile out;

    private JournalWriter(WorkFile out) {
        this.out = out;
    }

    /**
     * Begins a journal, in the place of the one there is; that one counts until this one is whole.
     *
     * @param archive where the journal is to be
     * @param begin   the set
     * @param kept    its volumes that stay as they are on the store
     */
    public static JournalWriter begin(ArchiveDirectory archive, Journal.Begin begin, List<JournalVolume> kept) throws IOException {
        RunFiles files = archive.runFiles();
        try (PendingFile anew = archive.write(RunFiles.PREFIX)) {
            anew.write(bytes(JournalLine.begin(begin)));
            for (JournalVolume volume : kept) {
                anew.write(bytes(JournalLine.sealed(volume)));
                if (volume.confirmed()) {
                    anew.write(bytes(JournalLine.stored(volume.number())));
                }
            }
            anew.commit();
        }
        return new JournalWriter(new WorkFile(files.journal(), Files.size(files.journal())));
    }

    /** Notes a volume that is to be stored now. */
    public void sealed(JournalVolume volume) {
        append(JournalLine.sealed(volume));
    }

    /** Notes that the store has a volume. */
    public void stored(int number) {
        append(JournalLine.stored(number));
    }

    /** Notes that all else is done and the manifest is to be stored now. */
    public void manifest(Journal.SealedManifest manifest) {
        append(JournalLine.manifest(manifest));
    }

    private synchronized void append(String line) {
        byte[] bytes = bytes(line);
        out.write(bytes, 0, bytes.length);
        out.sync();
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
