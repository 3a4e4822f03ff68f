package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryType;
import org.bactrian.source.Selector.Choice;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;
import org.bactrian.source.select.Rule.FilterMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @TempDir
    Path temp;
    private final List<String> heard = new ArrayList<>();

    /** Rules as {@code +pattern} and {@code -pattern}; answers as duplicity 0.8.22 gave them. */
    @ParameterizedTest
    @CsvSource({
            "-sel/d1/, sel/d1/, EXCLUDE", "-sel/a/, sel/a, INCLUDE", "+sel/d1/ -**, sel/d1/, INCLUDE",
            "+sel/d1/ -**, sel/d1/b, INCLUDE", "+sel/d1/x/ -sel, sel/d1/, SCAN", "+sel/d1/x/ -sel, sel/d1/b, EXCLUDE",
            "+sel/a/ -sel/**, sel/a, EXCLUDE", "+sel/**.py -**, sel/d/, SCAN", "+sel/**.py -**, sel/d/g.py, INCLUDE",
            "+sel/d1/x -sel/d1, sel/d1/, SCAN", "+sel/d1/x -sel/d1, sel/d2/, INCLUDE", "-sel, sel/a, EXCLUDE",
            "+sel/d1/x -sel/nothing, sel/d1/, SCAN", "+sel/d1/x -sel/nothing, sel/d1/b, INCLUDE",
            "+**x -sel/nothing, sel/d2/, SCAN", "+**x -sel/nothing, sel/a, SCAN", "-sel/d1 +sel/d1/x -**, sel/d1/, EXCLUDE",
            "+sel/d1/x +sel/** -**, sel/d1/, INCLUDE", "-**/, sel/a, INCLUDE", "-**/, sel/d/, EXCLUDE", "+**/ -**, sel/d/, INCLUDE",
            "+**/ -**, sel/d/f, EXCLUDE", "+sel/*/ -**, sel/d/f, INCLUDE", "+sel/*/ -**, sel/a, EXCLUDE", "+**a/ -**, sel/a, EXCLUDE",
            "+**a/ -**, sel/b, SCAN", "-sel/, sel/a, EXCLUDE", "-./sel/d, ./sel/d, EXCLUDE", "-sel*, sel/a, EXCLUDE"})
    void decidesByTheFirstRuleThatMatches(String rules, String path, Choice expected) {
        String root = path.startsWith("./") ? "." : "sel";
        List<Rule> list = new ArrayList<>();
        for (String rule : rules.split(" ")) {
            list.add(rule.startsWith("+") ? Rule.include(rule.substring(1)) : Rule.exclude(rule.substring(1)));
        }
        assertThat(compile(root, list).choose(FakeCandidate.of(root, path))).isEqualTo(expected);
    }

    @Test
    void looksOnlyAtWhatARuleNeeds() {
        Selection names = compile("s", Rule.exclude("s/a"), Rule.excludeRegexp("b$"));
        for (String path : List.of("s/a", "s/b")) {
            FakeCandidate candidate = FakeCandidate.of("s", path);
            assertThat(names.choose(candidate)).isEqualTo(Choice.EXCLUDE);
            assertThat(candidate.looks).isZero();
        }
        FakeCandidate unmatched = FakeCandidate.of("s", "s/c/");
        assertThat(compile("s", Rule.exclude("s/d/")).choose(unmatched)).isEqualTo(Choice.INCLUDE);
        assertThat(unmatched.looks).isZero();
    }

    @Test
    void doesNotLookIntoWhatIsExcluded() throws IOException {
        Files.createDirectories(temp.resolve("s/d/e"));
        List<String> asked = new ArrayList<>();
        Selection selection = compile("s", Rule.exclude("s/d"));
        new Walk(temp.resolve("s"), bytes("s"), candidate -> {
            asked.add(candidate.name().toString());
            return selection.choose(candidate);
        }, false, WalkListener.SILENT).forEachRemaining(entry -> { });
        assertThat(asked).containsExactly("d");
    }

    @Test
    void putsSomeRulesInFront() throws IOException {
        Files.createDirectories(temp.resolve("s/d"));
        Files.createDirectories(temp.resolve("s/e"));
        Files.createSymbolicLink(temp.resolve("s/d/.no"), Path.of("nowhere"));
        Files.createSymbolicLink(temp.resolve("s/l"), Path.of("d"));
        Files.createFile(temp.resolve("s/f"));
        assertThat(taken(Rule.include("s/d"), Rule.exclude("s/f"), Rule.excludeIfPresent(".no"))).containsExactly(".", "e", "l");
        assertThat(taken(Rule.excludeIfPresent("../f"), Rule.excludeIfPresent(""), Rule.excludeIfPresent(".."))).hasSize(6);
        Selection devices = compile("s", Rule.include("s/dev"), Rule.exclude("**"), Rule.excludeDeviceFiles());
        FakeCandidate device = FakeCandidate.of("s", "s/dev");
        assertThat(devices.choose(device.with(EntryType.BLOCK_DEVICE))).isEqualTo(Choice.EXCLUDE);
        assertThat(devices.choose(device.with(EntryType.CHARACTER_DEVICE))).isEqualTo(Choice.EXCLUDE);
        assertThat(devices.choose(device.with(EntryType.FIFO))).isEqualTo(Choice.INCLUDE);
        assertThat(devices.choose(device.with(null))).isEqualTo(Choice.INCLUDE);
    }

    @Test
    void keepsThePlaceOfOthers() {
        Selection selection = compile("s", Rule.include("s/m/k"), Rule.excludeOtherFilesystems());
        assertThat(selection.choose(FakeCandidate.of("s", "s/m/").onDevice(7))).isEqualTo(Choice.SCAN);
        assertThat(selection.choose(FakeCandidate.of("s", "s/m/k/").onDevice(7))).isEqualTo(Choice.INCLUDE);
        assertThat(selection.choose(FakeCandidate.of("s", "s/n/").onDevice(7))).isEqualTo(Choice.EXCLUDE);
        assertThat(selection.choose(FakeCandidate.of("s", "s/n/"))).isEqualTo(Choice.INCLUDE);
    }

    @Test
    void excludesOldFilesOnly() {
        Selection selection = compile("s", Rule.excludeOlderThan(Instant.ofEpochSecond(1000, 999_999_999)));
        assertThat(selection.choose(FakeCandidate.of("s", "s/f").changedAt(999))).isEqualTo(Choice.EXCLUDE);
        assertThat(selection.choose(FakeCandidate.of("s", "s/f").changedAt(1000))).isEqualTo(Choice.INCLUDE);
        assertThat(selection.choose(FakeCandidate.of("s", "s/d/").changedAt(999))).isEqualTo(Choice.INCLUDE);
        assertThat(selection.choose(FakeCandidate.of("s", "s/l").with(EntryType.SYMLINK).changedAt(1))).isEqualTo(Choice.INCLUDE);
    }

    @Test
    void readsPatternsInTheModeBeforeThem() {
        Selection selection = compile("s", Rule.filter(FilterMode.LITERAL), Rule.exclude("s/*"), Rule.filter(FilterMode.IGNORECASE),
                Rule.exclude("S/b"), Rule.filter(FilterMode.REGEXP), Rule.exclude("C$"), Rule.filter(FilterMode.STRICTCASE),
                Rule.filter(FilterMode.GLOBBING), Rule.exclude("s/d*"));
        assertThat(List.of("s/*", "s/*/x", "s/B/x", "s/xc", "s/dd")).allSatisfy(
                path -> assertThat(selection.choose(FakeCandidate.of("s", path))).isEqualTo(Choice.EXCLUDE));
        assertThat(List.of("s/x", "s/xcx", "s/D")).allSatisfy(
                path -> assertThat(selection.choose(FakeCandidate.of("s", path))).isEqualTo(Choice.INCLUDE));
    }

    @Test
    void ignoresCaseOfTheSourceToo() {
        Selection selection = compile("/Home/U", Rule.exclude("ignorecase:/home/u/X"));
        assertThat(selection.choose(FakeCandidate.of("/Home/U", "/Home/U/x"))).isEqualTo(Choice.EXCLUDE);
    }

    @Test
    void takesListedPathsOnly() throws IOException {
        Files.createDirectories(temp.resolve("s/d/e"));
        for (String file : List.of("d/x", "d/e/y", "d/e/z", "f", " f")) {
            Files.createFile(temp.resolve("s/" + file));
        }
        assertThat(taken(Rule.filesFrom(list("d/e/y\n f\n./d//e/\n")))).containsExactly(".", " f", "d", "d/e", "d/e/y");
        assertThat(taken(Rule.filesFrom(list("d/e/y\nf\n")), Rule.exclude("**y"))).containsExactly(".", "d", "d/e", "f");
    }

    @Test
    void keepsKernelFileSystemsAsEmptyFolders() {
        KernelFileSystems kernel = KernelFileSystems.in(List.of(new Mount("/proc", "proc", 21), new Mount("/data", "ext4", 8)));
        Selection selection = new SelectionRules(List.of(Rule.include("/proc/version"), Rule.exclude("/x")), false, kernel)
                .compile(bytes("/"), heard::add);
        assertThat(selection.choose(FakeCandidate.of("/", "/srv/").onDevice(21))).isEqualTo(Choice.INCLUDE_EMPTY);
        assertThat(selection.choose(FakeCandidate.of("/", "/run/ns").onDevice(21))).isEqualTo(Choice.EXCLUDE);
        assertThat(selection.choose(FakeCandidate.of("/", "/proc/").onDevice(21))).isEqualTo(Choice.EXCLUDE);
        assertThat(selection.choose(FakeCandidate.of("/", "/x/").onDevice(21))).isEqualTo(Choice.EXCLUDE);
        assertThat(selection.choose(FakeCandidate.of("/", "/data/").onDevice(8))).isEqualTo(Choice.INCLUDE);
        assertThat(heard).containsExactly("Leaving out what is in /srv (kernel file system proc)",
                "Leaving out /run/ns (kernel file system proc)", "Leaving out /proc (kernel file system proc)");
        Selection forced = new SelectionRules(List.of(), false, KernelFileSystems.NONE).compile(bytes("/"), heard::add);
        assertThat(forced.choose(FakeCandidate.of("/", "/proc/").onDevice(21))).isEqualTo(Choice.INCLUDE);
    }

    @Test
    void takesAKernelFileSystemThatIsTheSource() {
        KernelFileSystems kernel = KernelFileSystems.in(List.of(new Mount("/proc", "proc", 1)));
        Selection selection = new SelectionRules(List.of(), false, kernel).compile(bytes("/proc"), heard::add);
        assertThat(selection.choose(FakeCandidate.of("/proc", "/proc/1/"))).isEqualTo(Choice.INCLUDE);
    }

    @Test
    void walksThisMachineWithoutGoingIntoItsKernel() {
        Selection selection = new SelectionRules(List.of(Rule.include("/proc"), Rule.exclude("/*")), false,
                KernelFileSystems.in(Mount.table())).compile(bytes("/"), heard::add);
        List<String> names = new ArrayList<>();
        new Walk(Path.of("/"), bytes("/"), selection, false, WalkListener.SILENT)
                .forEachRemaining(entry -> names.add(entry.name().toString()));
        assertThat(names).containsExactly(".", "proc");
        assertThat(heard).containsExactly("Leaving out what is in /proc (kernel file system proc)");
    }

    @Test
    void refusesInDuplicitysWordsOnOneLine() {
        refuses(ErrorKind.SELECTION_PREFIX, "Fatal Error: The file specification other/d"
                + " cannot match any files in the base directory sel", Rule.exclude("other/d"));
        refuses(ErrorKind.SELECTION_PREFIX, "Fatal Error: The file specification /"
                + " cannot match any files in the base directory sel", Rule.include("/"), Rule.exclude("**"));
        refuses(ErrorKind.SELECTION_REDUNDANT, "Last selection expression: Command-line include glob: sel/d only specifies that"
                + " files be included",
                Rule.exclude("sel/e"), Rule.include("sel/d"), Rule.excludeIfPresent("x"));
        refuses(ErrorKind.SELECTION_REDUNDANT, "Last selection expression: Regular expression: x only", Rule.includeRegexp("x"));
        refuses(ErrorKind.FILELIST_UNREADABLE, "Error opening file /no/where", Rule.excludeFilelist(Path.of("/no/where")));
        refuses(ErrorKind.FILELIST_UNREADABLE, "Error opening file " + temp, Rule.excludeFilelist(temp));
        refuses(ErrorKind.SELECTION_PATTERN, "Consecutive '/'s found", Rule.exclude("[//]"));
    }

    @Test
    void saysWhichFilterSwitchIsUseless() {
        Rule literal = Rule.filter(FilterMode.LITERAL);
        Rule pattern = Rule.exclude("sel/a");
        refuses(ErrorKind.FILTER_REDUNDANT, "--filter-literal has no effect: it is followed by --filter-regexp",
                literal, Rule.filter(FilterMode.REGEXP), pattern);
        refuses(ErrorKind.FILTER_REDUNDANT, "--filter-literal has no effect: it changes nothing", literal, pattern, literal, pattern);
        refuses(ErrorKind.FILTER_REDUNDANT, "--filter-strictcase has no effect", Rule.filter(FilterMode.STRICTCASE), pattern);
        refuses(ErrorKind.FILTER_TRAILING, "--filter-ignorecase has no effect: it is not followed by any pattern",
                pattern, Rule.filter(FilterMode.IGNORECASE), Rule.excludeDeviceFiles());
    }

    @Test
    void refusesListsOfPathsThatAreNone() throws IOException {
        refuses(ErrorKind.FILES_FROM_ABSOLUTE, "The path /a in ", Rule.filesFrom(list("b\n/a\n")));
        refuses(ErrorKind.FILES_FROM_ABSOLUTE, "The path a/../b in ", Rule.filesFrom(list("a/../b\n")));
        refuses(ErrorKind.FILES_FROM_EMPTY, " is empty", Rule.filesFrom(list("\n\n")));
        refuses(ErrorKind.FILELIST_UNREADABLE, "Error opening file /no/where", Rule.filesFrom(Path.of("/no/where")));
        refuses(ErrorKind.USAGE, "--files-from is given twice", Rule.filesFrom(list("a")), Rule.filesFrom(list("a")));
    }

    @Test
    void readsAListFromStandardInput() {
        Rule rule = new Rule.PatternList(false, ListSource.standardInput(new ByteArrayInputStream(bytes("sel/a\n"))));
        Selection selection = new SelectionRules(List.of(rule), false, KernelFileSystems.NONE).compile(bytes("sel"), heard::add);
        assertThat(selection.choose(FakeCandidate.of("sel", "sel/a"))).isEqualTo(Choice.EXCLUDE);
        assertThat(heard).containsExactly("Reading globbing filelist standard input");
    }

    private void refuses(ErrorKind kind, String words, Rule... rules) {
        assertThatThrownBy(() -> compile("sel", rules)).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(kind)).hasMessageContaining(words);
    }

    private List<String> taken(Rule... rules) {
        List<String> names = new ArrayList<>();
        Walk walk = new Walk(temp.resolve("s"), bytes("s"), compile("s", rules), false, WalkListener.SILENT);
        while (walk.hasNext()) {
            SourceEntry entry = walk.next();
            names.add(entry.name().toString());
        }
        return names;
    }

    private Path list(String text) throws IOException {
        return Files.writeString(Files.createTempFile(temp, "list", ""), text);
    }

    private static Selection compile(String root, Rule... rules) {
        return compile(root, List.of(rules));
    }

    private static Selection compile(String root, List<Rule> rules) {
        return new SelectionRules(rules, false, KernelFileSystems.NONE).compile(bytes(root), line -> { });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
