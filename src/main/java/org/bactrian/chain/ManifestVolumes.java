package org.bactrian.chain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Gives a manifest the blocks of volumes that were cut anew. Host, source and Filelist stay byte for byte; the blocks come before the
 * Filelist, as duplicity writes them (spec 2.1). Nothing is kept but the blocks.
 */
public final class ManifestVolumes {
    private ManifestVolumes() {
    }

    /**
     * Copies a manifest.
     *
     * @param in      its plain bytes, which {@link ManifestReader} has accepted before; read to the end, not closed
     * @param out     takes the copy; not closed
     * @param volumes the new ones, 1, 2, 3 …
     */
    public static void replace(InputStream in, OutputStream out, List<Manifest.Volume> volumes) throws IOException {
        LineReader lines = new LineReader(in, ManifestReader.LONGEST_LINE);
        BufferedOutputStream copy = new BufferedOutputStream(out);
        boolean inFilelist = false;
        boolean inVolume = false;
        boolean written = false;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            boolean indented = line.length > 0 && Quoting.isSpace(line[0]);
            String word = inFilelist && indented ? "" : new Fields(line).word().toLowerCase(Locale.ROOT);
            if (word.equals("volume") || word.equals("filelist")) {
                if (!written) {
                    write(volumes, copy);
                    written = true;
                }
                inVolume = word.equals("volume");
                inFilelist = !inVolume;
            }
            if (!inVolume) {
                copy.write(line);
                copy.write('\n');
            }
        }
        if (!written) {
            write(volumes, copy);
        }
        copy.flush();
    }

    private static void write(List<Manifest.Volume> volumes, OutputStream copy) throws IOException {
        ManifestWriter writer = new ManifestWriter(copy); // not closed: the copy goes on
        for (Manifest.Volume volume : volumes) {
            writer.volume(volume);
        }
        writer.flush();
    }
}
