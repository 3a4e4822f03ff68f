package org.bactrian.chain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Gives a manifest other {@link SetTies}, for signatures that were made anew. All else stays byte for byte; nothing is kept. */
public final class ManifestTies {
    private ManifestTies() {
    }

    /**
     * Copies a manifest.
     *
     * @param in   its plain bytes, which {@link ManifestReader} has accepted before; read to the end, not closed
     * @param out  takes the copy; not closed
     * @param ties the new ones
     */
    public static void replace(InputStream in, OutputStream out, SetTies ties) throws IOException {
        LineReader lines = new LineReader(in, ManifestReader.LONGEST_LINE);
        BufferedOutputStream copy = new BufferedOutputStream(out);
        boolean inHeader = true;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            String word = inHeader ? new Fields(line).word().toLowerCase(Locale.ROOT) : "";
            if (word.equals("volume") || word.equals("filelist")) {
                inHeader = false;
                copy.write(ties.lines().getBytes(StandardCharsets.US_ASCII));
            }
            if (!word.equals("set") && !word.equals("signatures")) {
                copy.write(line);
                copy.write('\n');
            }
        }
        copy.flush();
    }
}
