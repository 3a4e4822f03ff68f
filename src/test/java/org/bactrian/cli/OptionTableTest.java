package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bactrian.cli.option.UnsupportedOption;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.KeepRules;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.StatusRequest;
import org.bactrian.request.TargetOptions.NameStyle;
import org.bactrian.route.RunProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of duplicity's table (spec 12.2) does what it says or is refused by name. */
class OptionTableTest {
    /** The table, option by option, and what its help page has beyond it. */
    private static final List<String> TABLE = List.of(("""
            --allow-source-mismatch --archive-dir --name --asynchronous-upload --concurrency --backend-retry-delay --num-retries
            --timeout --compare-data --config-dir --copy-blocksize --copy-links --dry-run --encrypt-key --hidden-encrypt-key --sign-key
            --encrypt-sign-key --encrypt-secret-keyring --gpg-binary --gpg-options --use-agent --use-gpgsm --exclude --include
            --exclude-filelist --include-filelist --exclude-regexp --include-regexp --exclude-if-present --exclude-device-files
            --exclude-other-filesystems --exclude-older-than --files-from --filter-globbing --filter-literal --filter-regexp
            --filter-ignorecase --filter-strictcase --exclude-filelist-stdin --include-filelist-stdin --exclude-globbing-filelist
            --include-globbing-filelist --file-changed --show-changes-in-set --no-files-changed --file-prefix --file-prefix-archive
            --file-prefix-manifest --file-prefix-signature --file-prefix-jsonstat --force --full-if-older-than --full-if-n-inc
            --ignore-errors --jsonstat --skip-if-no-change --log-fd --log-file --log-timestamp --max-blocksize --metadata-sync-mode
            --no-check-remote --no-compression --no-encryption --no-print-statistics --null-separator --numeric-owner
            --do-not-restore-ownership --no-restore-ownership --old-filenames --short-filenames --time-separator --progress
            --progress-rate --rename -r --file-to-restore --path-to-restore -t --time --restore-time --swift-storage-policy
            --mp-segment-size --tempdir -v --verbosity --volsize --current-time --fail-on-volume --skip-volume
            --azure-max-single-put-size --azure-max-block-size --azure-max-connections --azure-blob-tier --b2-hide-files --cf-backend
            --ftp-passive --ftp-regular --gio --idr-fakeroot --imap-full-address --imap-mailbox --mf-purge --par2-options
            --par2-redundancy --par2-volumes --rsync-options --s3-european-buckets --s3-use-rrs --s3-use-ia --s3-use-glacier
            --s3-use-glacier-ir --s3-use-deep-archive --s3-use-onezone-ia --s3-use-new-style --s3-unencrypted-connection
            --s3-multipart-chunk-size --s3-multipart-max-procs --s3-multipart-max-timeout --s3-use-multiprocessing
            --s3-use-server-side-encryption --s3-use-server-side-kms-encryption --s3-kms-key-id --s3-kms-grant --s3-region-name
            --s3-endpoint-url --scp-command --sftp-command --ssh-askpass --ssh-options --ssl-cacert-file --ssl-cacert-path
            --ssl-no-check-certificate --webdav-headers --pydevd -h --help -V --version""").split("\\s+"));

    /** Ours, beyond duplicity's. */
    private static final List<String> OURS = List.of("--allow-empty-source", "--kernel-file-systems", "--key-file", "--gnupg-home",
            "--rotate-keys", "--allow-unprotected", "--json", "--routes", "--jobs", "--keep-last", "--keep-hourly", "--keep-daily",
            "--keep-weekly", "--keep-monthly", "--keep-yearly", "--keep-within", "--level", "--share", "--size", "--config-file",
            "--seal-archive-dir", "--compress-level", "--lock-wait", "--no-lease", "--limit-upload");

    @TempDir
    Path folder;

    @Test
    void everyOptionOfTheTableIsKnownAndNoOther() {
        TreeSet<String> known = new TreeSet<>(new Model().spec().optionsMap().keySet());
        for (UnsupportedOption option : UnsupportedOption.values()) {
            assertThat(known).as("both supported and not").doesNotContainAnyElementsOf(option.names());
            known.addAll(option.names());
        }
        TreeSet<String> expected = new TreeSet<>(TABLE);
        expected.addAll(OURS);
        expected.add("--rclone-options");
        assertThat(known).isEqualTo(expected);
    }

    @Test
    void everySupportedOptionOfTheTableHasACaseBelow() {
        // help and version: HelpTest; keys: SealOptionsTest; jobs: ServiceCommandsTest
        TreeSet<String> tried = new TreeSet<>(List.of("-h", "--help", "-V", "--version", "--encrypt-key", "--encrypt-sign-key",
                "--hidden-encrypt-key", "--sign-key", "--use-agent", "--allow-unprotected", "--jobs",
                "--seal-archive-dir"));
        cases().forEach(c -> tried.addAll(Arrays.stream(c.args).map(arg -> arg.replaceFirst("=.*", "")).toList()));
        TreeSet<String> untried = new TreeSet<>(new Model().spec().optionsMap().keySet());
        untried.removeAll(tried);
        assertThat(untried).isEmpty();
    }

    /** Options, and what they make of the request or the work. */
    private record Case(Function<Work, Object> result, Object expected, boolean restoring, String... args) {
        @Override
        public String toString() {
            return String.join(" ", args);
        }
    }

    private static Case backup(Function<BackupRequest, Object> result, Object expected, String... args) {
        return new Case(work -> result.apply((BackupRequest) work.request()), expected, false, args);
    }

    private static Case read(Function<ReadRequest, Object> result, Object expected, String... args) {
        return new Case(work -> result.apply((ReadRequest) work.request()), expected, true, args);
    }

    private static Case setting(String key, String expected, String... args) {
        return new Case(work -> work.settings().getProperty(key), expected, false, args);
    }

    private static Case swift(String key, String expected, String... args) {
        return new Case(work -> work.swift().get(key), expected, false, args);
    }

    private static Case rule(String... args) {
        return rule(new Rule(args[0], args.length == 1 ? "" : args[1]), args);
    }

    private static Case rule(Rule expected, String... args) {
        return backup(r -> r.selection().rules(), List.of(expected), args);
    }

    private static Case keep(KeepRules expected, String... args) {
        return new Case(work -> ((RemoveRequest) work.request()).keep(), expected, false,
                Stream.concat(Arrays.stream(args), Stream.of("remove")).toArray(String[]::new));
    }

    /** Taken, with nothing in the request: others test what it does. */
    private static Case taken(String... args) {
        return new Case(Work::route, "backup", false, args);
    }

    static Stream<Case> cases() {
        return Stream.of(
                backup(r -> r.chain().allowSourceMismatch(), true, "--allow-source-mismatch"),
                backup(r -> r.chain().rotateKeys(), true, "--rotate-keys"),
                backup(r -> r.target().lease().patience(), Duration.ofSeconds(9), "--lock-wait", "9"),
                backup(r -> r.target().lease().wanted(), false, "--no-lease"),
                backup(r -> r.target().upload().at(LocalTime.NOON), 2L << 20, "--limit-upload", "08:00-18:00=2M", "--limit-upload", "9M"),
                backup(r -> r.target().archiveDir(), "/a", "--archive-dir", "/a"),
                backup(r -> r.target().archiveDir(), "/h/a", "--archive-dir=~/a"),
                backup(r -> r.target().name(), "n", "--name", "n"),
                taken("--asynchronous-upload"),
                setting(RunProperties.VOLUMES_IN_FLIGHT, "5", "--concurrency", "3"),
                setting(RunProperties.VOLUMES_IN_FLIGHT_MAX, "2", "--concurrency", "0"),
                setting(RunProperties.VOLUMES_AHEAD, "0", "--concurrency", "0"),
                setting(RunProperties.TREE_THREADS, "1", "--concurrency", "0"),
                taken("--size", "7"),
                setting(RunProperties.VOLUMES_IN_FLIGHT, null),
                setting(RunProperties.RETRY_DELAY, "7000", "--backend-retry-delay", "7"),
                setting(RunProperties.RETRY_DELAY_MAX, "90000", "--backend-retry-delay", "90"),
                setting(RunProperties.RETRIES, "2", "--num-retries", "3"),
                setting(RunProperties.TEMP_DIR, "/tmp", "--tempdir", "/tmp"),
                swift("SWIFT_TIMEOUT", "11", "--timeout", "11"),
                swift("SWIFT_STORAGEPOLICY", "gold", "--swift-storage-policy", "gold"),
                swift("SWIFT_SEGMENT_SIZE", "104857600", "--mp-segment-size", "100"),
                backup(r -> r.selection().followLinks(), true, "--copy-links"),
                backup(r -> r.selection().kernelFileSystems(), true, "--kernel-file-systems"),
                backup(r -> r.selection().allowEmptySource(), true, "--allow-empty-source"),
                backup(r -> r.target().dryRun(), true, "--dry-run"),
                backup(r -> r.target().force(), true, "--force"),
                new Case(w -> w.seals().suffix(), ".gpg", false),
                new Case(w -> w.seals().suffix(), ".gz", false, "--no-encryption"),
                new Case(w -> w.seals().suffix(), "", false, "--no-encryption", "--no-compression"),
                new Case(w -> w.seals().suffix(), ".gpg", false, "--no-compression"),
                new Case(w -> w.seals().opening(".gz").toString(), "gzip level 3", false, "--compress-level", "3"),
                taken("--gpg-binary", "/usr/bin/gpg2"), taken("--gpg-options", "--compress-algo=bzip2 --batch"),
                taken("--key-file", "k"), taken("--gnupg-home", "g"),
                rule("--exclude", "a"), rule("--include", "**"), rule("--exclude-filelist", "f"), rule("--include-filelist", "f"),
                rule("--exclude-regexp", "r"), rule("--include-regexp", "r"), rule("--exclude-if-present", ".no"),
                rule("--exclude-device-files"), rule("--exclude-other-filesystems"), rule("--exclude-older-than", "2D"),
                rule("--files-from", "f"), rule("--filter-globbing"), rule("--filter-literal"), rule("--filter-regexp"),
                rule("--filter-ignorecase"), rule("--filter-strictcase"), rule("--exclude-filelist-stdin"),
                rule("--include-filelist-stdin"), rule("--null-separator"),
                rule(new Rule("--exclude-filelist", "f"), "--exclude-globbing-filelist", "f"),
                rule(new Rule("--include-filelist", "f"), "--include-globbing-filelist", "f"),
                backup(r -> r.content().filesChanged(), false, "--no-files-changed"),
                backup(r -> r.content().volumeBytes(), 25L << 20, "--volsize", "25"),
                backup(r -> r.content().volumeBytes(), 200L << 20),
                backup(r -> r.content().maxBlockSize(), 4096, "--max-blocksize", "4096"),
                backup(r -> r.content().jsonstat(), true, "--jsonstat"),
                backup(BackupRequest::printStatistics, false, "--no-print-statistics"),
                backup(BackupRequest::printStatistics, true),
                backup(r -> r.target().prefixes().all(), "a", "--file-prefix", "a"),
                backup(r -> r.target().prefixes().archive(), "a", "--file-prefix-archive", "a"),
                backup(r -> r.target().prefixes().manifest(), "a", "--file-prefix-manifest", "a"),
                backup(r -> r.target().prefixes().signature(), "a", "--file-prefix-signature", "a"),
                backup(r -> r.target().prefixes().jsonstat(), "a", "--file-prefix-jsonstat", "a"),
                backup(r -> r.chain().fullIfOlderThan(), Session.NOW.minusSeconds(86_400), "--full-if-older-than", "1D"),
                backup(r -> r.chain().fullIfIncrements(), 4, "--full-if-n-inc", "4"),
                backup(r -> r.chain().skipIfNoChange(), true, "--skip-if-no-change"),
                backup(r -> r.chain().checkRemote(), false, "--no-check-remote"),
                backup(r -> r.chain().now().getEpochSecond(), 1000L, "--current-time", "1000"),
                backup(r -> r.chain().now(), null),
                backup(r -> r.target().allMetadata(), true, "--metadata-sync-mode", "full"),
                backup(r -> r.target().allMetadata(), false, "--metadata-sync-mode=partial"),
                backup(r -> r.target().style(), NameStyle.SHORT, "--short-filenames"),
                backup(r -> r.target().style(), NameStyle.OLD, "--old-filenames"),
                backup(r -> r.target().style(), NameStyle.LONG),
                backup(r -> r.target().separator(), "_", "--time-separator", "_"),
                taken("--ignore-errors"), taken("--log-fd", "2"), taken("--log-timestamp"), taken("--progress"),
                taken("--progress-rate", "1"), taken("-v", "5"), taken("--verbosity=e"), taken("--json"),
                taken("--log-file", "/dev/null"), taken("--config-file", "/dev/null"),
                new Case(Work::routes, Path.of("/r"), false, "--routes", "/r"),
                read(ReadRequest::compareData, true, "--compare-data"),
                read(ReadRequest::ignoreErrors, true, "--ignore-errors"),
                read(ReadRequest::json, true, "--json"),
                read(ReadRequest::ownership, ReadRequest.OwnerMode.NUMBERS, "--numeric-owner"),
                read(ReadRequest::ownership, ReadRequest.OwnerMode.NONE, "--do-not-restore-ownership"),
                read(ReadRequest::ownership, ReadRequest.OwnerMode.NONE, "--no-restore-ownership", "--numeric-owner"),
                read(r -> new String(r.path()), "a/b", "-r", "a/b"),
                read(r -> new String(r.path()), "a/b", "--file-to-restore", "/a/b/"),
                read(r -> new String(r.path()), "a", "--path-to-restore=a"),
                read(r -> r.path().length, 0, "--path-to-restore=."),
                read(ReadRequest::time, Session.NOW.minusSeconds(3600), "-t", "1h"),
                read(ReadRequest::time, Session.NOW.minusSeconds(60), "--time", "1m"),
                read(ReadRequest::time, Session.NOW.minusSeconds(60), "--restore-time", "1m"),
                read(ReadRequest::time, null),
                read(r -> r.renames().stream().map(x -> new String(x.from()) + ">" + new String(x.to())).toList(),
                        List.of("a>b", "c>"), "--rename", "a", "b/", "--rename", "c", "."),
                keep(new KeepRules(3, 0, 0, 0, 0, 0, null), "--keep-last", "3"), keep(new KeepRules(0, 4, 0, 0, 0, 0, null), "--keep-hourly=4"),
                keep(new KeepRules(0, 0, 7, 0, 0, 0, null), "--keep-daily", "7"), keep(new KeepRules(0, 0, 0, 5, 0, 0, null), "--keep-weekly", "5"),
                keep(new KeepRules(0, 0, 0, 0, 12, 0, null), "--keep-monthly", "12"), keep(new KeepRules(0, 0, 0, 0, 0, 9, null), "--keep-yearly", "9"),
                keep(new KeepRules(0, 0, 0, 0, 0, 0, Duration.ofDays(30)), "--keep-within", "30d"),
                new Case(w -> ((CheckRequest) w.request()).level(), CheckRequest.Level.DATA, false, "--level=data", "check"),
                new Case(w -> ((CheckRequest) w.request()).parts(), 30, false, "--share=3/30", "check"),
                new Case(w -> new String(((StatusRequest) w.request()).fileChanged()), "d/f", false, "--file-changed", "d/f",
                        "collection-status"),
                new Case(w -> ((StatusRequest) w.request()).changesInSet(), 1, false, "--show-changes-in-set", "1",
                        "collection-status"),
                new Case(w -> ((StatusRequest) w.request()).changesInSet(), -1, false, "--show-changes-in-set", "-1", "--jsonstat",
                        "collection-status"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void optionIsMapped(Case c) {
        Session session = new Session(folder);
        session.environment.put("HOME", "/h");
        String[] args = c.args.length > 0 && List.of("collection-status", "remove", "check").contains(c.args[c.args.length - 1]) ? Session.with(c.args, Session.URL)
                : c.restoring ? session.restore(c.args) : session.backup(c.args);
        assertThat(session.run(args)).as(session.err).isZero();
        Object result = c.result.apply(session.work);
        assertThat(Objects.equals(result, c.expected)).as("%s instead of %s", result, c.expected).isTrue();
    }

    static Stream<String> unsupported() {
        return Arrays.stream(UnsupportedOption.values()).flatMap(option -> option.names().stream());
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void unsupportedOptionIsNamedWithReasonAndRemedy(String name) {
        Session session = new Session(folder);
        UnsupportedOption option = UnsupportedOption.named(name).orElseThrow();
        String[] args = session.backup(option.arguments() == 0 ? new String[] {name} : new String[] {name, "7"});
        int exit = session.run(args);
        if (List.of("--config-dir", "--encrypt-secret-keyring", "--copy-blocksize").contains(name)) {
            assertThat(exit).isZero();
            assertThat(session.out).startsWith("Warning: " + name + " has no effect: ").endsWith(".\n");
        } else {
            assertThat(exit).isEqualTo(2);
            assertThat(session.err).startsWith("Command line error: " + name + " is not supported: ").hasLineCount(2);
            assertThat(session.work).isNull();
        }
    }

    @Test
    void rulesKeepTheirOrder() {
        Session session = new Session(folder);
        BackupRequest request = session.request(BackupRequest.class, "--exclude-other-filesystems", session.source.toString(),
                "--include", "b", "--exclude=a", Session.URL, "--include", "b", "--exclude", "**");
        assertThat(request.selection().rules()).extracting(r -> r.option() + " " + r.argument()).containsExactly(
                "--exclude-other-filesystems ", "--include b", "--exclude a", "--include b", "--exclude **");
    }

    @Test
    void everyOptionIsExplainedInOneLine() {
        for (OptionSpec option : new Model().spec().options()) {
            assertThat(option.description()).as(option.longestName()).hasSize(1);
            assertThat(option.description()[0].length()).as(option.longestName()).isBetween(8, 100);
        }
    }
}
