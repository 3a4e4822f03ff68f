package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full and files that even root cannot read, made with mounts; only root can, others skip this. */
@NeedsPeer({"mount", "umount"})
@Timeout(120)
class MountedTroubleIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final Instant TIME_2 = Instant.parse("2024-01-03T00:00:00Z");
    private static final BackupRequest.SelectionOptions WITH_KERNEL_FILES =
            new BackupRequest.SelectionOptions(List.of(), false, true, false);
    private static final int LARGE = 3_000_000;

    @TempDir
    Path temp;

    private final Deque<Path> mounts = new ArrayDeque<>();
    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount");
        source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("a"), "first\n");
        Files.write(source.resolve("m"), noise(LARGE, 1));
        Files.writeString(source.resolve("z"), "last\n");
    }

    @AfterEach
    void unmount() throws IOException {
        while (!mounts.isEmpty()) {
            run("umount", mounts.pop().toString());
        }
    }

    @Test
    void aStoreThatIsFull() throws IOException {
        Path store = smallDisk("store", 5);
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + store, temp.resolve("archive")).volumes(500_000);
            target.time(TIME_0).backup(source).expectSuccess();
            TreeListing first = TreeListing.of(source);
            Files.write(source.resolve("m"), noise(LARGE, 2));
            Program.Result result = target.time(TIME_1).backup(source);
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.STORE_NO_SPACE.exitCode());
            assertThat(result.failure()).hasMessageContaining(store.toString());
            assertThat(names(store)).allMatch(name -> name.startsWith("duplicity-")).noneMatch(name -> name.matches(".*-inc.*manifest"));
            target.restore(temp.resolve("first")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("first")).differencesFrom(first)).isEmpty();

            run("mount", "-o", "remount,size=20m", store.toString());
            target.time(TIME_2).backup(source).expectSuccess();
            target.restore(temp.resolve("second")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("second")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    @Test
    void noRoomToRestore() throws IOException {
        Path disk = smallDisk("disk", 2);
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            target.backup(source).expectSuccess();
            Program.Result result = target.restore(disk.resolve("restored"));
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.STORE_NO_SPACE.exitCode());
            assertThat(result.failure()).hasMessageContaining("m");
            assertThat(names(disk.resolve("restored"))).containsExactly("a");
        }
    }

    @Test
    void noRoomInTheArchiveDirectory() throws IOException {
        Path disk = smallDisk("disk", 1);
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), disk);
            target.time(TIME_0).backup(source).expectSuccess();
            fill(disk);
            Files.write(source.resolve("m"), noise(LARGE, 2));
            Files.writeString(source.resolve("n"), "new\n");
            Program.Result result = target.time(TIME_1).backup(source);
            assertThat(result.exitCode()).as(result.text()).isNotZero().isNotEqualTo(ErrorKind.UNEXPECTED.exitCode());
            assertThat(result.text()).contains(disk.toString()).containsIgnoringCase("no space");
            assertThat(names(temp.resolve("store"))).noneMatch(name -> name.matches(".*-inc.*manifest"));
            Files.delete(disk.resolve("filler"));
            target.time(TIME_2).backup(source).expectSuccess();
            target.restore(temp.resolve("restored")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    /** Sealed volumes wait in the folder for temporary files until they are stored. */
    @Test
    void noRoomForTemporaryFiles() throws IOException {
        Path disk = smallDisk("disk", 2);
        String before = System.setProperty("java.io.tmpdir", disk.toString());
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            Program.Result result = target.time(TIME_0).backup(source);
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.TEMP_SPACE.exitCode());
            assertThat(result.failure()).hasMessageContaining(disk.toString());
            assertThat(names(temp.resolve("store"))).isEmpty();
            target.volumes(400_000).time(TIME_1).backup(source).expectSuccess();
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    /** Opens, and fails at the first byte, for root too. */
    private void makeUnreadable(Path file) throws IOException {
        mount(file, "--bind", "/proc/1/mem");
    }

    @Test
    void anUnreadableFileKeepsItsOldVersion() throws IOException {
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            target.time(TIME_0).backup(source).expectSuccess();
            TreeListing old = TreeListing.of(source).below("a");
            makeUnreadable(source.resolve("a"));
            Files.writeString(source.resolve("z"), "changed\n");
            Program.Result result = target.time(TIME_1).backup(source, WITH_KERNEL_FILES);
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
            assertThat(result.lines()).anyMatch(line -> line.startsWith("Error accessing possibly locked file") && line.contains("a"));
            target.restore(temp.resolve("restored")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("restored").resolve("a")).differencesFrom(old)).isEmpty();
            assertThat(temp.resolve("restored").resolve("z")).hasContent("changed\n");
        }
    }

    @Test
    void anUnreadableFileIsLeftOutOfAFull() throws IOException {
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            makeUnreadable(source.resolve("a"));
            Program.Result result = target.time(TIME_0).backup(source, WITH_KERNEL_FILES);
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
            target.restore(temp.resolve("restored")).expectSuccess();
            assertThat(names(temp.resolve("restored"))).containsExactlyInAnyOrder("m", "z");
            run("umount", mounts.pop().toString());
            target.time(TIME_1).backup(source).expectSuccess();
            target.restore(temp.resolve("next")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("next")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    /** Leaves a few KiB, less than the signature of the large file. */
    private static void fill(Path disk) throws IOException {
        Path spare = Files.write(disk.resolve("spare"), new byte[12_288]);
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                filler.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
        Files.delete(spare);
    }

    private Path smallDisk(String name, int mebibytes) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        mount(folder, "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs");
        return folder;
    }

    private void mount(Path where, String... what) throws IOException {
        run(Stream.of(Stream.of("mount"), Stream.of(what), Stream.of(where.toString())).flatMap(part -> part).toArray(String[]::new));
        mounts.push(where);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s said: %s", List.of(command), output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
