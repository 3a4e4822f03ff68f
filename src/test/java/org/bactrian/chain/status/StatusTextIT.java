package org.bactrian.chain.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.chain.StoreListing.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.Duplicity;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.source.EntryName;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the real duplicity on the same stores. */
@NeedsPeer("duplicity")
class StatusTextIT {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @TempDir
    private Path temp;

    private Duplicity duplicity() throws IOException {
        return new Duplicity(temp, Map.of("TZ", ZONE.getId()));
    }

    static Stream<List<String>> stores() {
        return Stream.of(StoreListing.plain(), StoreListing.plain().named("notes.txt"),
                StoreListing.plain().full(1), StoreListing.encrypted().full(1).increment(1, 2),
                StoreListing.plain().full(1).increment(1, 2).full(3), StoreListing.plain().full(1).full(2).increment(2, 3).full(40),
                StoreListing.plain().full(1).increment(1, 2).increment(1, 3), StoreListing.plain().full(1).increment(1, 2).increment(2, 3).increment(1, 4),
                StoreListing.plain().full(1).increment(1, 2).increment(1, 3).increment(2, 4),
                StoreListing.plain().full(1).increment(1, 5).full(3), StoreListing.plain().full(1).increment(1, 3).full(3).increment(3, 4),
                StoreListing.plain().full(1).increment(1, 3).full(3).full(4),
                StoreListing.plain().full(1).volumes(SetId.full(StoreListing.day(2)), 1),
                StoreListing.plain().full(1).volumes(SetId.full(StoreListing.day(2)), 1).volumes(id(1, 3), 1, 2),
                StoreListing.plain().full(1).increment(2, 3), StoreListing.plain().full(1).increment(2, 3).increment(3, 4).volumes(id(8, 9), 1),
                StoreListing.plain().manifest(SetId.full(StoreListing.day(1))).volumes(SetId.full(StoreListing.day(1)), 1, 2, 3),
                StoreListing.plain().full(1).manifest(id(1, 2)).volumes(id(1, 2), 1)).map(StoreListing::names);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void statusAndWarningsAreDuplicitys(List<String> names) throws Exception {
        Duplicity duplicity = duplicity().holding(names);
        List<String> theirs = duplicity.run("collection-status", duplicity.url(), "--no-encryption").output();
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), List.of());
        List<String> ours = new ArrayList<>();
        CollectionWarning.of(collection).forEach(warning -> ours.addAll(warning.text().lines().toList()));
        ours.add(StatusText.lastFull(collection, ZONE));
        ours.addAll(StatusText.lines(collection, duplicity.cache(), ZONE));
        // that a broken-off chain has signatures is no warning of ours: it says nothing about what can be restored
        assertThat(ours.stream().map(StatusTextIT::sorted)).isEqualTo(theirs.stream()
                .filter(line -> !line.equals("Warning, found signatures but no corresponding backup files")).map(StatusTextIT::sorted).toList());
    }

    /** A list of files in brackets comes in the order of the folder. */
    private static String sorted(String line) {
        return line.startsWith("[") ? String.join(", ", Arrays.stream(line.substring(1, line.length() - 1).split(", ")).sorted().toList()) : line;
    }

    @ParameterizedTest
    @MethodSource("stores")
    void theMachineRecordIsDuplicitys(List<String> names) throws Exception {
        Duplicity duplicity = duplicity().holding(names);
        Path log = temp.resolve("log");
        duplicity.run("collection-status", duplicity.url(), "--no-encryption", "--log-file", log.toString());
        List<String> lines = Files.readAllLines(log);
        int begin = lines.indexOf("INFO 3 ") + 1;
        List<String> theirs = lines.subList(begin, lines.size()).stream().takeWhile(line -> !line.startsWith(". ")).toList();
        assertThat(StatusText.record(BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), List.of()))).isEqualTo(theirs);
    }

    private void backup(Duplicity duplicity, Path source, String command, long time) throws Exception {
        assertThat(duplicity.run(command, source.toString(), duplicity.url(), "--no-encryption", "--current-time", Long.toString(time))
                .exitCode()).isZero();
    }

    @Test
    void changesAreShownAsDuplicityShowsThem() throws Exception {
        Duplicity duplicity = duplicity();
        Path source = Files.createDirectories(temp.resolve("source/d"));
        Files.writeString(source.resolve("a b\u00e9"), "1");
        Files.writeString(source.getParent().resolve("c"), "1");
        backup(duplicity, source.getParent(), "full", 1_704_067_200);
        Files.delete(source.resolve("a b\u00e9"));
        Files.writeString(source.getParent().resolve("new"), "1");
        backup(duplicity, source.getParent(), "inc", 1_704_153_600);
        Files.delete(source.getParent().resolve("c"));
        backup(duplicity, source.getParent(), "inc", 1_704_240_000);

        BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(duplicity.names()), List.of());
        List<SetId> sets = collection.active().orElseThrow().signatures().sets();
        List<FileChangesText.Change> history = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            SetId set = sets.get(i);
            Path manifest = duplicity.cache().resolve(NameScheme.standard().format(set.manifest(org.bactrian.chain.Packing.PLAIN)));
            FileChangesText.Changes changes = receiver -> ManifestReader.read(Files.newInputStream(manifest), "M", receiver);
            changes.forEach(change -> {
                if (change.name().equals(EntryName.of("d/a b\u00e9"))) {
                    history.add(new FileChangesText.Change(set, change.mark()));
                }
            });
            List<String> ours = new ArrayList<>();
            FileChangesText.ofSet(set.time(), changes, ZONE, ours::add);
            List<String> theirs = duplicity.run("collection-status", "--show-changes-in-set", Integer.toString(sets.size() - 1 - i),
                    duplicity.url(), "--no-encryption").output();
            assertThat(ours).isEqualTo(theirs.subList(1, theirs.size()));
        }
        List<String> theirs = duplicity.run("collection-status", "--file-changed", "d/a b\u00e9", duplicity.url(), "--no-encryption").output();
        assertThat(FileChangesText.ofFile(EntryName.of("d/a b\u00e9"), history, ZONE)).isEqualTo(theirs.subList(1, theirs.size())).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1023, 1024, 2176, 10_368, 10_239, 102_399, 102_912, 1_048_575, 1_060_000})
    void sizesAreRoundedAsDuplicityRoundsThem(long size) throws Exception {
        Duplicity duplicity = duplicity();
        Path source = Files.createDirectories(temp.resolve("source"));
        Files.write(source.resolve("f"), new byte[(int) size]);
        List<String> lines = duplicity.run("full", source.toString(), duplicity.url(), "--no-encryption").output();
        String raw = lines.stream().filter(line -> line.startsWith("RawDeltaSize ")).findFirst().orElseThrow();
        assertThat(raw).isEqualTo("RawDeltaSize " + size + " (" + HumanText.size(size) + ")");
        assertThat(lines).filteredOn(line -> Pattern.matches("[A-Z][A-Za-z]+ [0-9.]+( \\(.*\\))?", line)).hasSize(15);
    }
}
