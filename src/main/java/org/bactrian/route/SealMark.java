package org.bactrian.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.bactrian.chain.SetId;
import org.bactrian.error.BactrianException;
import org.bactrian.pgp.KeySet;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.Spool;

/**
 * A few known bytes sealed as a set's volumes are. They tell a later run whether it seals as the one before did: for the same
 * keys, which needs no secret, or with the same passphrase, which must open them.
 */
final class SealMark {
    private SealMark() {
    }

    /** Makes one, in base64; empty if the run encrypts nothing. */
    static String of(Run run, SetId set) throws IOException {
        if (!(run.seals().sealing() instanceof PgpSeal seal)) {
            return "";
        }
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream plain = seal.seal(sealed)) {
            plain.write(content(set));
        }
        return Base64.getEncoder().encodeToString(sealed.toByteArray());
    }

    /** Whether this run seals as the one that made the mark. */
    static boolean fits(Run run, SetId set, String mark) throws IOException {
        if (!(run.seals().sealing() instanceof PgpSeal seal)) {
            return mark.isEmpty();
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (Spool sealed = Spool.of(new ByteArrayInputStream(Base64.getDecoder().decode(mark)), "the journal's seal", folder)) {
            KeySet ours = seal.keySet();
            return KeySet.of(sealed).equals(ours) && (ours.passphrases() == 0 || opens(run, set, sealed));
        } catch (BactrianException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean opens(Run run, SetId set, Spool sealed) throws IOException {
        try (InputStream plain = run.seals().opening(".gpg").open(sealed)) {
            return Arrays.equals(plain.readAllBytes(), content(set));
        }
    }

    private static byte[] content(SetId set) {
        return set.toString().getBytes(StandardCharsets.UTF_8);
    }
}
