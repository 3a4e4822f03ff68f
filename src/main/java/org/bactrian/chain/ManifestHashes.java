package org.bactrian.chain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Gives a manifest the hashes of volumes that were sealed anew. All else stays byte for byte, host, source and Filelist too (which
 * duplicity's own replication drops, spec 2.1). Nothing is kept, so a manifest of any length will do.
 */
public final class ManifestHashes {
    private ManifestHashes() {
    }

    /**
     * Copies a manifest.
     *
     * @param in    its plain bytes, which {@link ManifestReader} has accepted before; read to the end, not closed
     * @param out   takes the copy; not closed
     * @param sha1s the new hash of a volume, lower-case hex; null keeps what is there (a block that does not count, spec 2.3)
     */
    public static void replace(InputStream in, OutputStream out, IntFunction<String> sha1s) throws IOException {
        LineReader lines = new LineReader(in, ManifestReader.LONGEST_LINE);
        BufferedOutputStream copy = new BufferedOutputStream(out);
        String sha1 = null;
        boolean inFilelist = false;
        boolean written = false;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            Fields fields = new Fields(line);
            boolean change = inFilelist && line.length > 0 && Quoting.isSpace(line[0]);
            String word = change ? "" : fields.word().toLowerCase(Locale.ROOT);
            boolean hash = word.equals("hash") && sha1 != null;
            if (word.equals("volume")) {
                sha1 = sha1s.apply(number(fields.word()));
                inFilelist = false;
                written = false;
            } else if (word.equals("filelist")) {
                inFilelist = true;
            }
            if (hash && written) {
                continue; // one hash a block is enough
            }
            copy.write(hash ? ("    Hash SHA1 " + sha1).getBytes(StandardCharsets.US_ASCII) : line);
            copy.write('\n');
            written |= hash;
        }
        copy.flush();
    }

    private static int number(String word) {
        int colon = word.indexOf(':');
        return (int) Fields.number(colon < 0 ? word : word.substring(0, colon)).orElse(0);
    }
}
