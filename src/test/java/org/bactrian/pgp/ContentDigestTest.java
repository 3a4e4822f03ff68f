package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.openpgp.PGPSignature;

/** Text is hashed with CR LF at every line end, however it is cut into reads; bytes as they are. */
class ContentDigestTest {
    @Property(tries = 300)
    void lineEndsAreMadeTheSame(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 9) int step) throws Exception {
        ContentDigest digest = new ContentDigest(MessageDigest.getInstance("SHA-256"), true);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < bytes.length; at += step) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step));
            digest.update(part, part.length);
        }
        assertThat(digest.of(PGPSignature.BINARY_DOCUMENT).digest()).isEqualTo(hash(text));
        assertThat(digest.of(PGPSignature.CANONICAL_TEXT_DOCUMENT).digest()).isEqualTo(hash(text.replaceAll("(?<!\r)\n", "\r\n")));
        assertThat(digest.of(PGPSignature.STAND_ALONE)).isNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\r\n").ofMaxLength(40);
    }

    private static byte[] hash(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    }
}
