package org.bactrian.chain.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bactrian.log.NameText;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.SetId;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were printed by duplicity 0.8.22 unless they come from a golden file. */
class TextsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "1023, 1023 bytes", "1024, 1.00 KB", "4097, 4.00 KB", "5000, 4.88 KB", "9096, 8.88 KB",
        "10230, 9.99 KB", "10235, 10.00 KB", "10240, 10.0 KB", "102346, 99.9 KB", "102399, 100.0 KB", "102400, 100 KB", "364012, 355 KB",
        "1024000, 1000 KB", "1048575, 1024 KB", "1048576, 1.00 MB", "1211706, 1.16 MB", "1099511627776, 1.00 TB", "-5000, -4.88 KB"})
    void sizesAreShownWithThreeDigits(long bytes, String expected) {
        assertThat(HumanText.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00 seconds", "0.034, 0.03 seconds", "3.45, 3.45 seconds", "60, 1 minute", "61.5, 1 minute 1.50 seconds",
        "7263.45, 2 hours 1 minute 3.45 seconds", "3600, 1 hour", "3720, 1 hour 2 minutes", "-1, 0.00 seconds"})
    void durationsLeaveOutZeroParts(double seconds, String expected) {
        assertThat(HumanText.duration(seconds)).isEqualTo(expected);
    }

    @Property(tries = 500, seed = "20240101")
    void everyNumberCanBeShown(@ForAll long bytes, @ForAll double seconds) {
        assertThat(HumanText.size(bytes)).matches("-?[0-9.]+ ([KMGT]B|bytes?)");
        if (Double.isFinite(seconds) && seconds < 1e15) {
            assertThat(HumanText.duration(seconds)).endsWith(seconds >= 60 ? "" : "seconds");
        }
    }

    @Test
    void listLinesAreRaw() {
        Entry root = entry(EntryName.ROOT, EntryType.DIRECTORY);
        Entry file = entry(EntryName.of(new byte[] {'a', '\n', (byte) 0xff}), EntryType.FILE);
        assertThat(new String(ListText.line(root, UTC), UTF_8)).isEqualTo("Mon May  6 07:08:09 2024 .");
        assertThat(ListText.line(file, UTC)).endsWith(new byte[] {' ', 'a', '\n', (byte) 0xff}).hasSize(28);
        assertThat(ListText.record(root)).isEqualTo("20240506T070809Z '.' dir");
        assertThat(ListText.record(file)).isEqualTo("20240506T070809Z 'a\\n\\udcff' reg");
    }

    private static Entry entry(EntryName name, EntryType type) {
        return new Entry(name, type, 0644, 0, 0, "", "", 1_714_979_289L, 0, Entry.NO_TARGET, 0, 0);
    }

    @Test
    void logNamesAreQuotedAsPythonDoes() {
        byte[] name = "b\u00e9\t\\q'\"\ud83d\ude00\u4e2d\u0001\u007f\u0085\r".getBytes(UTF_8);
        assertThat(NameText.quoted(name)).isEqualTo("'b\\xe9\\t\\\\q\\x27\"\\U0001f600\\u4e2d\\x01\\x7f\\x85\\r'");
    }

    @Property(tries = 500, seed = "20240101")
    void anyNameCanBeQuotedForTheLog(@ForAll byte[] name) {
        assertThat(NameText.quoted(name)).isASCII().startsWith("'").endsWith("'").doesNotContain("\n");
    }

    @Test
    void theHistoryOfAFile() throws IOException {
        List<String> lines = FileChangesText.ofFile(EntryName.of("a"), List.of(
                new FileChangesText.Change(SetId.full(day(1)), FileChange.Mark.NEW),
                new FileChangesText.Change(id(1, 2), FileChange.Mark.CHANGED)), UTC);
        List<String> expected = Files.readAllLines(Goldens.path("v3-plain/expected/file-changed-a.txt"));
        expected.replaceAll(line -> line.replace("File: b'a'", "File: a"));
        assertThat(lines).isEqualTo(expected.subList(1, expected.size()));
    }

    @Test
    void theChangesInASet() throws IOException {
        List<String> lines = new ArrayList<>();
        List<FileChange> changes = List.of(new FileChange(FileChange.Mark.NEW, EntryName.of("a")),
                new FileChange(FileChange.Mark.DELETED, EntryName.of("b b")), new FileChange(FileChange.Mark.NEW, EntryName.of("d/long-name-here-and-more")));
        FileChangesText.ofSet(day(1), changes::forEach, UTC, lines::add);
        assertThat(lines).containsExactly("-------------------------", " Backup set time: Mon Jan  1 00:00:00 2024", "Total number of changes: 3",
                "File:                      Type of file change:", "a                                           new",
                "\"b\\x20b\"                                deleted", "d/long-name-here-and-more                   new", "-------------------------");
        lines.clear();
        FileChangesText.ofSet(day(1), receiver -> { }, UTC, lines::add);
        assertThat(lines).contains("File:  Type of file change:").hasSize(5);
    }
}
