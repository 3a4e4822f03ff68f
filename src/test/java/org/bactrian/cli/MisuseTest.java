package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that cannot be meant: one line, what was meant, duplicity's exit code; no prompt, no engine. */
class MisuseTest {
    private static final String SRC = "SRC";
    private static final String URL = Session.URL;

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of(2, "Expected 2 args, got 0"),
                of(2, "Expected 2 args, got 0", "full"),
                of(2, "Expected 2 args, got 1", "full", SRC),
                of(2, "Expected 2 args, got 3", "full", SRC, URL, "extra"),
                of(2, "Expected 1 arg, got 2", "collection-status", URL, URL),
                of(2, "Expected 2 args, got 1", "verify", URL),
                of(2, "One of the arguments must be an URL.", SRC, SRC),
                of(2, "Two URLs specified.  One argument should be a path.", URL, "file:///b"),
                of(2, "Two URLs specified.  One argument should be a path.", "full", URL, "file:///b"),
                of(2, "verify option cannot be used when backing up", "verify", SRC, URL),
                of(2, "restore option cannot be used when backing up", "restore", SRC, URL),
                of(2, "full option cannot be used when restoring", "full", URL, SRC),
                of(2, "command 'c' not unique, could be ['collection-status', 'check', 'cleanup']", "c", URL),
                of(2, "command 'remove-' not unique", "remove-", URL),
                of(2, "remove needs a keep rule", "remove", URL),
                of(2, "--include and --exclude of the same thing: /a", "--include", "/a", "--exclude", "/b", "--exclude", "/a", SRC, URL),
                of(2, "--exclude-regexp and --include-regexp of the same thing: x", "--exclude-regexp", "x", "--include-regexp", "x", SRC, URL),
                of(2, "--exclude cannot be used with --path-to-restore", "--exclude", "a", "-r", "b", URL, "x"),
                of(2, "--exclude-if-present cannot be used with restore", "--exclude-if-present", "a", URL, "x"),
                of(2, "--exclude-other-filesystems cannot be used with restore", "--exclude-other-filesystems", URL, "x"),
                of(2, "keep rules cannot be used with remove-older-than", "remove-older-than", "1D", "--keep-last", "3", URL),
                of(2, "keep rules cannot be used with backup", "--keep-last", "3", SRC, URL),
                of(2, "option --keep-daily: must be greater than zero", "remove", "--keep-daily", "0", URL),
                of(2, "Bad length of time \"'30x'\"", "remove", "--keep-within", "30x", URL),
                of(2, "Bad length of time \"'2026-01-01'\"", "remove", "--keep-within", "2026-01-01", URL),
                of(2, "Bad time string \"'z'\"", "protect", "z", URL),
                of(2, "Expected 2 args, got 3", "protect", "now", URL, URL),
                of(2, "Two URLs expected for replicate.", "replicate", URL, SRC),
                of(2, "Expected 2 args, got 3", "frob", SRC, URL),
                of(8, "Not a target URL: here", "collection-status", "here"),
                of(2, "no such option: --nosuch", "--nosuch", SRC, URL),
                of(2, "no such option: -q", "-q", SRC, URL),
                of(2, "ambiguous option: --ex (", "--ex", "a", SRC, URL),
                of(2, "--exclude option requires 1 argument", SRC, URL, "--exclude"),
                of(2, "--rename option requires 2 arguments", URL, "x", "--rename", "a"),
                of(2, "--force option does not take a value", SRC, URL, "--force=yes"),
                of(2, "option --volsize: invalid integer value: 'x'", SRC, URL, "--volsize", "x"),
                of(2, "option --volsize: must be greater than zero", SRC, URL, "--volsize", "0"),
                of(2, "option --volsize: must be greater than zero", SRC, URL, "--volsize", "-3"),
                of(2, "option --volsize: invalid integer value: '99999999999'", SRC, URL, "--volsize", "99999999999"),
                of(2, "option --num-retries: invalid integer value", SRC, URL, "--num-retries", "many"),
                of(2, "option --verbosity: Verbosity must be one of", "-v", "foo", SRC, URL),
                of(2, "option --verbosity: Verbosity must be one of", "-v12", SRC, URL),
                of(2, "option --verbosity: Verbosity must be one of", "-v", "-1", SRC, URL),
                of(2, "option --verbosity: Verbosity must be one of", "-v", "inf", SRC, URL),
                of(2, "log-fd must be greater than zero.", "--log-fd", "0", SRC, URL),
                of(2, "option --log-fd: descriptor 98 is not open", "--log-fd", "98", SRC, URL),
                of(2, "option --log-file: '/nowhere/x' cannot be opened", "--log-file", "/nowhere/x", SRC, URL),
                of(2, "invalid choice: 'foo' (choose from 'full', 'partial')", "--metadata-sync-mode", "foo", SRC, URL),
                of(2, "Dash ('-') not valid for time-separator.", "--time-separator", "-", SRC, URL),
                of(2, "--time-separator: takes one character", "--time-separator", "ab", SRC, URL),
                of(2, "cannot be used together", "--short-filenames", "--old-filenames", SRC, URL),
                of(2, "option --name: '../x' cannot be the name", "--name", "../x", SRC, URL),
                of(2, "Bad time string \"'bogus'\"", "--time", "bogus", URL, "x"),
                of(2, "Bad time string \"'z'\"", "--full-if-older-than", "z", SRC, URL),
                of(2, "Bad time string \"'z'\"", "--exclude-older-than", "z", SRC, URL),
                of(2, "Bad time string \"'z'\"", "remove-older-than", "z", URL),
                of(2, "remove-all-but-n-full count must be > 0", "remove-all-but-n-full", "0", URL),
                of(2, "remove-all-but-n-full count must be > 0, not 'x'", "remove-all-but-n-full", "x", URL),
                of(2, "remove-all-inc-of-but-n-full count must be > 0", "ri", "0", URL),
                of(2, "restore option incompatible with backup backup", "-r", "x", SRC, URL),
                of(2, "--no-encryption cannot be used with a key", "--no-encryption", "--encrypt-key", "AB", SRC, URL),
                of(2, "--file-changed and --show-changes-in-set cannot", "st", "--file-changed", "a", "--show-changes-in-set", "0", URL),
                of(2, "-1 needs --jsonstat", "st", "--show-changes-in-set", "-1", URL),
                of(2, "--gpg-options: --cipher-algo 3DES is not written", "--gpg-options", "--cipher-algo 3des", SRC, URL),
                of(2, "--gpg-options: --compress-algo LZMA is not written", "--gpg-options=--compress-algo=lzma", SRC, URL),
                of(2, "--gpg-options: --hidden-trick has no meaning", "--gpg-options", "--hidden-trick x", SRC, URL),
                of(2, "--gpg-options: --digest-algo SHA1 is not written", "--gpg-options", "--digest-algo sha1", SRC, URL),
                of(2, "--gpg-options: --s2k-count has no meaning", "--gpg-options", "--s2k-count 1024", SRC, URL),
                of(2, "--gpg-options: --compress-level takes a number", "--gpg-options", "--compress-level x", SRC, URL),
                of(2, "must be a number from 0 to 9, or fast, not 'best'", "--compress-level", "best", SRC, URL),
                of(2, "--no-compression and --compress-level cannot be", "--no-compression", "--compress-level=1", SRC, URL),
                of(2, "--use-agent cannot be used without a key", "--use-agent", SRC, URL),
                of(2, "no such command: frob", "help", "frob"),
                of(2, "-t option requires 1 argument", SRC, URL, "-t"),
                of(2, "--file-prefix: a prefix", "--file-prefix-manifest", "a/b", SRC, URL),
                of(2, "a key is named by nothing", "--encrypt-key", "", SRC, URL),
                of(2, "a key is named by nothing", "--sign-key", "", SRC, URL),
                of(2, "an empty name would exclude every folder", "--exclude-if-present", "", SRC, URL),
                of(2, "both URLs of replicate are " + URL, "replicate", URL, URL),
                of(13, "Backup source directory nowhere does not exist.", "nowhere", URL),
                of(12, "Verify directory nowhere does not exist", "verify", URL, "nowhere"),
                of(11, "already exists.", URL, SRC),
                of(11, "already exists.", URL, SRC + "/file"),
                of(23, "The folder for temporary files /nowhere", "--tempdir", "/nowhere", SRC, URL));
    }

    private static Arguments of(int exit, String message, String... args) {
        return Arguments.of(exit, message, args);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefusedBeforeAnythingIsDone(int exit, String message, String[] args) {
        Session session = new Session(folder);
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].replace(SRC, session.source.toString());
        }
        assertThat(session.run(args)).as(session.err).isEqualTo(exit);
        assertThat(session.err.lines().findFirst().orElse("")).contains(message);
        assertThat(session.err.lines().count()).isLessThanOrEqualTo(2);
        assertThat(session.out).isEmpty();
        assertThat(session.work).isNull();
        assertThat(session.terminal.shown).isEmpty();
    }

    @Test
    void theSamePatternAfterAFilterSwitchIsAnother() {
        Session session = new Session(folder);
        assertThat(session.run(session.backup("--include", "a", "--filter-regexp", "--exclude", "a", "--exclude", "b"))).as(session.err).isZero();
    }

    @Test
    void theNearestOptionIsSuggested() {
        assertThat(suggestion("--exlcude", "a")).isEqualTo("Did you mean --exclude?");
        assertThat(suggestion("--no-encription")).isEqualTo("Did you mean --no-encryption?");
        assertThat(suggestion("--volumesize", "3")).isEqualTo("Did you mean --volsize?");
        assertThat(suggestion("--xyzzy")).isEqualTo("Enter 'bactrian --help' for help screen.");
    }

    @Test
    void theNearestCommandIsSuggested() {
        Session session = new Session(folder);
        assertThat(session.run("clenup", URL)).isEqualTo(13);
        assertThat(session.err).endsWith("Did you mean the command 'cleanup'?\n");
        assertThat(session.run("resotre", URL, "a")).isEqualTo(2);
        assertThat(session.err).endsWith("Did you mean the command 'restore'?\n");
    }

    @Test
    void aCommandWithAWordTooFewIsExplained() {
        Session session = new Session(folder);
        assertThat(session.run("protect", URL)).isEqualTo(13);
        assertThat(session.err).endsWith("As a command: bactrian protect SET URL\n");
    }

    @Test
    void aUniqueBeginningOfAnOptionIsEnough() {
        Session session = new Session(folder);
        assertThat(session.run(session.backup("--volsi", "3", "--no-enc", "--asyn"))).as(session.err).isZero();
    }

    @Test
    void wordsAfterTwoDashesAreNoOptions() throws IOException {
        Session session = new Session(folder);
        Path odd = Files.createDirectory(folder.resolve("--force"));
        assertThat(session.run("--", odd.toString(), URL)).as(session.err).isZero();
        assertThat(session.work.request()).extracting("target.force").isEqualTo(false);
    }

    @Test
    void aFullFolderIsRestoredToOnlyByForce() {
        Session session = new Session(folder);
        assertThat(session.run("--force", URL, session.source.toString())).as(session.err).isZero();
    }

    @Test
    void anOptionThatDoesNothingHereIsNamedToWhoWantsToKnow() {
        Session session = new Session(folder);
        assertThat(session.run("-v5", "collection-status", "--volsize", "3", URL)).as(session.err).isZero();
        assertThat(session.out).isEqualTo("Option --volsize has no effect on collection-status.\n");
        session.run("collection-status", "--volsize", "3", URL);
        assertThat(session.out).isEmpty();
    }

    private String suggestion(String... options) {
        Session session = new Session(folder);
        assertThat(session.run(session.backup(options))).isEqualTo(2);
        return session.err.lines().skip(1).findFirst().orElse("");
    }
}
