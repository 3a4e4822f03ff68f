package org.bactrian.chain;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.OptionalLong;
import org.bactrian.source.EntryName;

/**
 * Writes a manifest as duplicity does (spec 2.1): header, volumes, Filelist last. Nothing is kept, so the Filelist may
 * come from a spool file. One thread. The order of calls is that of the methods; each check failing is the caller's fault
 * (IllegalStateException).
 */
public final class ManifestWriter implements Closeable {
    private final OutputStream out;
    private int lastVolume;
    private boolean finished;

    /** @param out receives the bytes; closed by {@link #close} */
    public ManifestWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    /**
     * @param hostname bare host name
     * @param localDir the source's path as typed, without empty and {@code .} components and a trailing slash
     */
    public void header(String hostname, byte[] localDir) throws IOException {
        header(hostname, localDir, Provenance.NONE);
    }

    /** The same, and how the set came to be. */
    public void header(String hostname, byte[] localDir, Provenance provenance) throws IOException {
        text("Hostname " + hostname + "\nLocaldir ");
        out.write(Quoting.quote(localDir));
        out.write('\n');
        provenance(provenance);
    }

    /** How the set came to be, where host and source are not known. */
    public void provenance(Provenance provenance) throws IOException {
        require(lastVolume == 0, "the header comes first");
        out.write(provenance.lines());
    }

    /** The next volume; numbers are 1, 2, 3 … */
    public void volume(Manifest.Volume volume) throws IOException {
        require(!finished && volume.number() == lastVolume + 1, "volume " + volume.number() + " after " + lastVolume);
        lastVolume = volume.number();
        text("Volume " + volume.number() + ":\n    StartingPath   ");
        place(volume.start(), volume.startBlock());
        text("    EndingPath     ");
        place(volume.end(), volume.endBlock());
        text("    Hash " + volume.hashType() + " " + volume.hashHex() + "\n");
    }

    /**
     * The Filelist, after all volumes.
     *
     * @param count   how many changes follow
     * @param changes exactly that many, in archive order
     */
    public void filelist(long count, Iterator<FileChange> changes) throws IOException {
        require(!finished, "a second Filelist");
        finished = true;
        text("Filelist " + count + "\n");
        long written = 0;
        for (; changes.hasNext(); written++) {
            FileChange change = changes.next();
            text("    " + change.mark().word());
            text("         ".substring(change.mark().word().length()));
            out.write(written(change.name()));
            out.write('\n');
        }
        require(written == count, written + " changes instead of " + count);
    }

    /** Passes on what is buffered, for a manifest that is appended to while a backup runs. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void place(EntryName name, OptionalLong block) throws IOException {
        out.write(written(name));
        text(" " + (block.isPresent() ? Long.toString(block.getAsLong()) : " ") + "\n");
    }

    private static byte[] written(EntryName name) {
        return name.isRoot() ? new byte[] {'.'} : Quoting.quote(name.toBytes());
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("manifest written in the wrong order: " + what);
        }
    }
}
