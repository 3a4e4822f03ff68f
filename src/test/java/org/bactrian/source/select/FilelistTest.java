package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What duplicity 0.8.22 was seen to make of lines. */
class FilelistTest {
    /** A line, {@code \n}, {@code \r}, {@code \t} written so, and the rules it is, separated by bars. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '%', value = {
            "l/a; -l/a", "%  l/a  \\n%; -l/a", "l/a\\r\\nl/x\\r\\n; -l/a|-l/x", "l/a\\rl/x; -l/a|-l/x", "%\"l/a\"%; -l/a",
            "'l/b c'\\n; -l/b c", "\"l/\"q\"\"; -l/\"q\"", "l/\"q\"; -l/\"q\"", "+ l/a\\n- l/x\\n; +l/a|-l/x", "+l/a; -+l/a",
            "%-  l/a%; %- l/a%", "- \"l/a\"; -l/a", "\"- l/a\"; -- l/a", "%# l/a\\nl/x%; -l/x", "% # l/a\\nl/x%; -l/x",
            "\\n\\n\\nl/a\\n; -l/a", "\u00a0l/a\u0085; -l/a", "%+ \\n%; -+", "%- \\n%; --", "+\\n; -+", "\"\"\\n; %%", "\"\\n; %%",
            "'l/a\"; -'l/a\"", "\"l/a; -\"l/a", "- # l/a; -# l/a", "+ + l/a; ++ l/a", "+\\tl/a; -+\\tl/a", "- \"\"\\nl/a; -l/a",
            "%\"l/ lead\"%; %-l/ lead%", "\u001cl/a\u001f\\n; -l/a", "l/a\\n- l/x\\n+ l/b c\\nl/b c; -l/a|-l/x|+l/b c|-l/b c"})
    void readsLines(String text, String rules) {
        assertThat(shown(Filelist.parse(plain(text).getBytes(StandardCharsets.UTF_8), false, false))).isEqualTo(plain(rules));
    }

    @Test
    void includesIfThatIsWhatTheListIsFor() {
        assertThat(shown(Filelist.parse("- a\nb".getBytes(StandardCharsets.UTF_8), true, false))).isEqualTo("-a|+b");
    }

    @Test
    void separatesByNulIfTold() {
        byte[] list = " l/a \0#l/x\0l/c\nl/d\0".getBytes(StandardCharsets.UTF_8);
        assertThat(shown(Filelist.parse(list, false, true))).isEqualTo("-l/a|-l/c\nl/d");
    }

    @Test
    void keepsBytesThatAreNotUtf8() {
        assertThat(Filelist.parse(new byte[] {'l', '/', (byte) 0xff}, false, false))
                .containsExactly(new Filelist.Line(false, "l/\udcff"));
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    private static String shown(List<Filelist.Line> lines) {
        return lines.stream().map(line -> (line.include() ? "+" : "-") + line.pattern()).collect(Collectors.joining("|"));
    }
}
