package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.concurrent.TimeUnit;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages and completions, as the build writes them. */
class InstalledPagesTest {
    private static final String BASH = "bash-completion/completions/bactrian";
    private static Map<String, String> pages;

    @TempDir
    Path folder;

    @BeforeAll
    static void pages() throws IOException {
        pages = InstalledPages.pages("1.2", Files.readString(Path.of("src/docs/exit-codes.md")));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void everyCommandHasAPageWithItsOptions(Command command) {
        String page = pages.get("man/man1/bactrian-" + command.word() + ".1").replace("\\-", "-");
        assertThat(page).startsWith(".\\\" ").contains(".TH BACTRIAN-" + command.word().toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"Bactrian 1.2\"",
                command.shape().synopsis(), command.example(), command.purpose());
        for (OptionSpec option : new Model().shown(command)) {
            for (String name : option.names()) {
                assertThat(page).contains("\\fB" + name + "\\fR");
            }
        }
        assertThat(pages.get("man/man1/bactrian.1").replace("\\-", "-")).contains("bactrian-" + command.word() + " (1)");
    }

    @Test
    void everyOptionIsInSomePageAndInEachShell() {
        String manual = String.join("", pages.values()).replace("\\-", "-");
        TreeSet<String> missing = new TreeSet<>();
        for (OptionSpec option : new Model().spec().options()) {
            for (String name : option.hidden() ? new String[0] : option.names()) {
                boolean there = manual.contains("\\fB" + name + "\\fR") && pages.get(BASH).matches("(?s).*[ '|]" + name + "[ '|)].*")
                        && pages.get("zsh/site-functions/_bactrian").contains("'*" + name)
                        && pages.get("fish/vendor_completions.d/bactrian.fish").contains(name.replaceFirst("^--", " -l ").replaceFirst("^-", " -s "));
                if (!there) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theReadmeOfAnInstallationLinksToTheManualThere() throws IOException {
        String readme = InstalledPages.readme(Files.readString(Path.of("README.md")));
        List<String> links = Pattern.compile("]\\(([^)#]*)[^)]*\\)").matcher(readme).results().map(link -> link.group(1)).toList();
        assertThat(links).hasSizeGreaterThan(15).allSatisfy(link ->
                assertThat(Path.of("src/docs").resolve(link.replaceFirst("^share/doc/bactrian/", ""))).isRegularFile());
    }

    @Test
    void theOverviewHasEveryExitCode() {
        for (ErrorKind kind : ErrorKind.values()) {
            assertThat(pages.get("man/man1/bactrian.1")).contains("\n.B " + kind.exitCode() + "\n");
        }
    }

    @Test
    void thePagesAreTheSameEachTime() throws IOException {
        assertThat(InstalledPages.pages("1.2", Files.readString(Path.of("src/docs/exit-codes.md")))).isEqualTo(pages);
        InstalledPages.main(new String[] {folder.resolve("share").toString(), "1.2", "src/docs/exit-codes.md", "README.md"});
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(folder.resolve("share").resolve(page.getKey())).hasContent(page.getValue());
        }
    }

    /** Only what a page's macros define may begin a line with a dot, and each line is one macro's or text. */
    @Test
    void thePagesUseFewMacros() {
        pages.forEach((name, page) -> {
            if (name.startsWith("man/")) {
                assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                        .allMatch(line -> line.matches("\\.(\\\\\"|TH|SH|SS|TP|BR?|br|nf|fi|nh|ad)( .*)?"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rest|restore", "restore --path-to-|--path-to-restore", "bu --full-if-o|--full-if-older-than",
        "--exclude-oth|--exclude-other-filesystems", "--verbosity war|warning", "verify swi|swift://", "verify --volsi|"})
    void bashCompletes(String words, String expected) throws Exception {
        Path script = folder.resolve("bactrian");
        Files.writeString(script, pages.get(BASH));
        assertThat(bash("bash -n '" + script + "'")).isEmpty();
        int last = words.split(" ").length;
        assertThat(bash("source '" + script + "'; cd /; COMP_WORDS=(bactrian " + words + "); COMP_CWORD=" + last
                + "; _bactrian; printf '%s\\n' \"${COMPREPLY[@]}\"").strip()).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void bashCompletesTheFolderOfAUrl() throws Exception {
        Path script = folder.resolve("bactrian");
        Files.writeString(script, pages.get(BASH));
        Files.createDirectories(folder.resolve("store"));
        assertThat(bash("source '" + script + "'; COMP_WORDS=(bactrian verify file : //" + folder + "/st); COMP_CWORD=4; _bactrian; echo \"${COMPREPLY[@]}\"")
                .strip()).isEqualTo("//" + folder + "/store");
    }

    private static String bash(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "--norc", "-c", command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
