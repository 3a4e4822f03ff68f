package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set whose signatures the store has, but not its manifest, is begun anew, and that run dies too: what is left is still known to be
 * this host's, and goes; without that it would look like a set that has lost its manifest, which nobody removes.
 */
@Timeout(120)
class BegunAnewTest {
    private final MortalStore mortal = new MortalStore();
    @TempDir(factory = MemoryFolder.class)
    private Path temp;
    private Program program;
    private Path source;
    private Path store;
    private Backups target;

    @BeforeEach
    void start() throws Exception {
        program = Program.start();
        program.context().addRoutes(mortal);
        program.setClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10))); // nothing in the tree can have changed unseen
        source = Files.createDirectory(temp.resolve("source"));
        store = temp.resolve("store");
        target = program.at("mortal://" + store, temp.resolve("archive")).volumes(1);
        for (int i = 0; i < 8; i++) {
            byte[] content = new byte[60_000];
            new Random(i).nextBytes(content);
            Files.write(source.resolve("file" + i), content);
        }
    }

    @AfterEach
    void stop() {
        program.close();
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("bactrian-lease")).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the manifest is on the store. */
    private void dieAtTheManifest() throws IOException {
        Backups elsewhere = program.at("mortal://" + temp.resolve("elsewhere"), temp.resolve("elsewhere-archive")).volumes(1);
        mortal.live();
        elsewhere.backup(source).expectSuccess();
        mortal.dieAfterPuts((int) mortal.volumesPut() + 1, false);
        assertThat(target.backup(source).exitCode()).isNotZero();
        assertThat(objects()).anyMatch(name -> name.contains("signatures")).noneMatch(name -> name.endsWith("manifest"));
    }

    @Test
    void whatDiesWhileTheOldOneIsRemovedLeavesNothingForGood() throws IOException {
        dieAtTheManifest();
        Files.writeString(source.resolve("new"), "so the folder, which is in the first volume, has changed");
        Path atThatMoment = temp.resolve("at-that-moment");
        mortal.dieAtDelete();
        assertThat(target.listening(line -> {
            if (line.startsWith("Removing what an unfinished backup left")) {
                copy(target.archive(), atThatMoment);
            }
        }).backup(source).exitCode()).isNotZero();
        assertThat(mortal.isDead()).as("it removes what the first has left").isTrue();
        mortal.live();
        // a failure to delete does not end a run; one that is killed there leaves its files as they were
        target = program.at("mortal://" + store, temp.resolve("archive-of-the-killed")).volumes(1);
        Files.createDirectories(target.archive().getParent());
        copy(atThatMoment, target.archive());
        target.backup(source).expectSuccess();
        String time = objects().stream().filter(name -> name.endsWith(".manifest")).findFirst().orElseThrow().split("\\.")[1];
        assertThat(objects()).as("all of one set").allMatch(name -> name.contains(time));
        target.restore(temp.resolve("restored")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(TreeListing.of(source))).isEmpty();
    }
}
