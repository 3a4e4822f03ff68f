package org.bactrian.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameTextTest {
    @Property(tries = 2000)
    void textsGiveTheirBytesBack(@ForAll byte[] name) {
        assertThat(NameText.bytes(NameText.of(name))).isEqualTo(name);
    }

    @Property
    void utf8StaysAsItIs(@ForAll String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(NameText.of(utf8)).isEqualTo(new String(utf8, StandardCharsets.UTF_8));
    }

    @Test
    void badBytesAreLoneSurrogatesAsInPython() {
        assertThat(NameText.of(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'})).isEqualTo("a\udcff\udcc3b");
    }

    @Test
    void aRealPairIsNotTakenForABadByte() {
        String pair = "\ud83d\udc80"; // U+1F480, whose low half is in the range of the escapes
        assertThat(NameText.bytes(pair)).isEqualTo(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Expected values: Python's {@code repr(name.encode('unicode_escape'))}, spec 12.3. */
    @Test
    void quotedAsPythonDoes() {
        assertThat(NameText.quoted("a/b c".getBytes())).isEqualTo("'a/b c'");
        assertThat(NameText.quoted("a\nb\t\r\\'\u0001\u007f".getBytes())).isEqualTo("'a\\nb\\t\\r\\\\\\x27\\x01\\x7f'");
        assertThat(NameText.quoted("é€\ud83d\ude00".getBytes(StandardCharsets.UTF_8))).isEqualTo("'\\xe9\\u20ac\\U0001f600'");
        assertThat(NameText.quoted(new byte[] {(byte) 0xff})).isEqualTo("'\\udcff'");
    }
}
