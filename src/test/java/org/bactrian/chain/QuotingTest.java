package org.bactrian.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {
    private static String quote(String raw) {
        return new String(Quoting.quote(raw.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    private static String unquote(String written) {
        return new String(Quoting.unquote(written.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    @Test
    void quotesOnlyWhatMustBe() {
        assertThat(quote("a/b-\u00ff\u0001")).isEqualTo("a/b-\u00ff\u0001");
        assertThat(quote("q'u\"o\\te")).isEqualTo("\"q\\x27u\\x22o\\x5cte\"");
        assertThat(quote("new\nline sp\t\u000b\f\r")).isEqualTo("\"new\\x0aline\\x20sp\\x09\\x0b\\x0c\\x0d\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\"\"", "\"\\\"", "\"\\x\"", "\"\\x2\"", "\"\\xzz\"", "\"unclosed\\x"})
    void brokenQuotingIsTakenAsItStands(String written) {
        assertThat(unquote(written)).hasSizeLessThanOrEqualTo(written.length());
    }

    @Test
    void readsHexInAnyCase() {
        assertThat(unquote("\"a\\x5Cb\\x20\"")).isEqualTo("a\\b ");
    }

    @Property(tries = 1000, seed = "20240101")
    void everyByteStringComesBack(@ForAll byte[] raw) {
        byte[] quoted = Quoting.quote(raw);
        for (byte b : quoted) {
            assertThat(Quoting.isSpace(b)).isFalse();
        }
        assertThat(Quoting.unquote(quoted)).isEqualTo(raw);
    }
}
