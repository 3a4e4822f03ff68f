package org.bactrian.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    @TempDir
    Path temp;

    @Test
    void readsEveryByteOnce() throws IOException {
        byte[] content = new byte[200_001];
        new Random(1).nextBytes(content);
        Path path = Files.write(RawPath.child(temp, HexFormat.of().parseHex("61ff62")), content);
        try (SourceFile file = SourceFile.open(found(path))) {
            assertThat(file.readAllBytes()).isEqualTo(content);
            assertThat(file.bytesRead()).isEqualTo(content.length);
            assertThat(file.hasChanged()).isFalse();
            assertThat(file.read()).isEqualTo(-1);
        }
        try (SourceFile file = SourceFile.open(found(Files.writeString(temp.resolve("empty"), "")))) {
            assertThat(file.read(new byte[10], 3, 7)).isEqualTo(-1);
            assertThat(file.hasChanged()).isFalse();
        }
    }

    @Test
    void readsIntoTheMiddleOfAnArray() throws IOException {
        try (SourceFile file = SourceFile.open(found(Files.writeString(temp.resolve("f"), "abc")))) {
            byte[] bytes = "-----".getBytes(US_ASCII);
            assertThat(file.read(bytes, 1, 2)).isEqualTo(2);
            assertThat(file.read(bytes, 4, 0)).isZero();
            assertThat(new String(bytes, US_ASCII)).isEqualTo("-ab--");
            assertThat(file.read()).isEqualTo('c');
            assertThatThrownBy(() -> file.read(bytes, 4, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** Pseudo-files say they are empty and are not. */
    @Test
    void readsPseudoFiles() throws IOException {
        Path path = Path.of("/proc/self/status");
        assumeTrue(Files.exists(path));
        try (SourceFile file = SourceFile.open(found(path))) {
            assertThat(new String(file.readAllBytes(), US_ASCII)).contains("VmPeak");
        }
    }

    @Test
    void endsWhereAGrowingFileEndedAndTells() throws IOException {
        Path path = Files.writeString(temp.resolve("f"), "0123456789");
        try (SourceFile file = SourceFile.open(found(path))) {
            assertThat(file.read(new byte[4])).isEqualTo(4);
            Files.writeString(path, "more", StandardOpenOption.APPEND);
            assertThat(new String(file.readAllBytes(), US_ASCII)).isEqualTo("456789");
            assertThat(file.hasChanged()).isTrue();
        }
    }

    @Test
    void endsWhereAShrinkingFileEndsAndTells() throws IOException {
        Path path = Files.writeString(temp.resolve("f"), "0123456789");
        try (SourceFile file = SourceFile.open(found(path))) {
            assertThat(file.read(new byte[4])).isEqualTo(4);
            Files.writeString(path, "01234");
            assertThat(new String(file.readAllBytes(), US_ASCII)).isEqualTo("4");
            assertThat(file.bytesRead()).isEqualTo(5);
            assertThat(file.hasChanged()).isTrue();
        }
    }

    @Test
    void tellsOfAFileThatTookAnothersPlace() throws IOException {
        Path path = Files.writeString(temp.resolve("f"), "one");
        SourceEntry before = found(path);
        Files.move(Files.writeString(temp.resolve("g"), "two"), path, StandardCopyOption.ATOMIC_MOVE);
        try (SourceFile file = SourceFile.open(before)) {
            assertThat(new String(file.readAllBytes(), US_ASCII)).isEqualTo("two");
            assertThat(file.hasChanged()).isTrue();
        }
    }

    @Test
    void refusesWhatTookAFilesPlaceWithoutWaiting() throws Exception {
        Path path = Files.writeString(temp.resolve("f"), "one");
        SourceEntry before = found(path);
        Files.delete(path);
        assertThatThrownBy(() -> SourceFile.open(before)).isInstanceOf(NoSuchFileException.class);
        Files.createSymbolicLink(path, Files.writeString(temp.resolve("secret"), "secret"));
        assertThatThrownBy(() -> SourceFile.open(before)).isInstanceOf(FileSystemException.class).hasMessageContaining("symbolic link");
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(() -> SourceFile.open(before)).isInstanceOf(FileSystemException.class).hasMessageContaining("no regular file");
        Files.delete(path);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> SourceFile.open(before))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("no regular file"));
    }

    @Test
    void readsWhatALinkLeadsToIfTheWalkFollowsLinks() throws IOException {
        Files.createDirectory(temp.resolve("tree"));
        Files.createSymbolicLink(temp.resolve("tree/link"), Files.writeString(temp.resolve("target"), "content"));
        Walk walk = new Walk(temp.resolve("tree"), new byte[] {'t'}, Selector.everything(), true, WalkListener.SILENT);
        walk.next();
        try (SourceFile file = SourceFile.open(walk.next())) {
            assertThat(new String(file.readAllBytes(), US_ASCII)).isEqualTo("content");
            assertThat(file.hasChanged()).isFalse();
        }
    }

    private static SourceEntry found(Path path) {
        return Walk.everything(path).next();
    }
}
