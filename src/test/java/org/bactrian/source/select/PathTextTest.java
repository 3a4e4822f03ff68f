package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTextTest {
    @Property(seed = "1")
    boolean keepsEveryByte(@ForAll byte[] bytes) {
        return Arrays.equals(PathText.encode(PathText.decode(bytes)), bytes);
    }

    @Property(seed = "1")
    boolean readsUtf8AsUtf8(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return PathText.decode(valid.getBytes(StandardCharsets.UTF_8)).equals(valid);
    }

    /** What Python 3.11 makes of them with {@code decode('utf8', 'surrogateescape')}. */
    @ParameterizedTest
    @CsvSource({"61, 0061", "c3a9, 00e9", "ff, dcff", "c3, dcc3", "e282, dce2 dc82", "e28261, dce2 dc82 0061",
            "c080, dcc0 dc80", "e08080, dce0 dc80 dc80", "eda080, dced dca0 dc80", "f09f90, dcf0 dc9f dc90",
            "f4908080, dcf4 dc90 dc80 dc80", "f5808080, dcf5 dc80 dc80 dc80", "efbfbf, ffff", "80c3a9, dc80 00e9"})
    void letsEachBadByteStandForItself(String bytes, String units) {
        StringBuilder shown = new StringBuilder();
        PathText.decode(HexFormat.of().parseHex(bytes)).chars()
                .forEach(c -> shown.append(shown.isEmpty() ? "" : " ").append(String.format("%04x", c)));
        assertThat(shown).hasToString(units);
    }
}
