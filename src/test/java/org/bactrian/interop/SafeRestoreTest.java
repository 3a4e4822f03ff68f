package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore does no harm to what is there, shows nothing to others before it may, and says what it could not do. */
class SafeRestoreTest extends BadInput {
    private Path outside;

    @BeforeEach
    void back() throws IOException {
        Path folder = Files.createDirectories(source.resolve("dir/sub"));
        Files.write(folder.resolve("large"), noise(700_000));
        Files.writeString(folder.resolve("small"), "text");
        Files.writeString(source.resolve("dir/z"), "last");
        chmod(source.resolve("a"), "rwxr-xr-x");
        chmod(source.resolve("b"), "rw-rw-rw-");
        chmod(source.resolve("dir"), "rwxrwxrwx");
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("z"), "not of the target");
        target.time(TIME_0).backup(source).expectSuccess();
    }

    private static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void assertRestored() throws IOException {
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    private void assertOutsideIsUntouched() throws IOException {
        assertThat(TreeListing.of(outside).names()).hasSize(2);
        assertThat(outside.resolve("z")).hasContent("not of the target");
    }

    @Test
    void linksInTheWayAreReplacedAndNotFollowed() throws IOException {
        Files.createDirectory(restored);
        Files.createSymbolicLink(restored.resolve("dir"), outside);
        Files.createSymbolicLink(restored.resolve("a"), outside.resolve("z"));
        Files.createSymbolicLink(restored.resolve("b"), outside.resolve("new"));
        target.force().restore(restored).expectSuccess();
        assertRestored();
        assertOutsideIsUntouched();
    }

    /** Somebody exchanges a folder for a link while it is being filled. */
    @Test
    void aFolderExchangedForALinkLeadsNowhere() throws IOException {
        List<String> exchanged = new ArrayList<>();
        target.listening(line -> {
            if (line.startsWith("Writing dir/sub/small") || line.startsWith("Writing dir/z")) {
                try {
                    Path folder = line.startsWith("Writing dir/z") ? restored.resolve("dir") : restored.resolve("dir/sub");
                    Files.move(folder, temp.resolve("moved-" + exchanged.size()));
                    Files.createSymbolicLink(folder, outside);
                    exchanged.add(line);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }).restore(restored);
        assertThat(exchanged).hasSize(2);
        assertOutsideIsUntouched();
    }

    /** At each entry: what has a name of the source is whole and has its mode; all else is for its owner alone. */
    @Test
    void nothingIsForOthersBeforeItIsWhole() throws IOException {
        Set<PosixFilePermission> owners = PosixFilePermissions.fromString("rwx------");
        List<String> wrong = new ArrayList<>();
        int[] looks = new int[1];
        target.listening(line -> {
            if (line.startsWith("Writing ") && Files.exists(restored)) {
                looks[0]++;
                try (Stream<Path> files = Files.walk(restored)) {
                    for (Path file : files.toList()) {
                        Path original = source.resolve(restored.relativize(file));
                        boolean whole = Files.isRegularFile(original) && Files.mismatch(file, original) < 0
                                && modes(file).equals(modes(original));
                        if (!whole && !owners.containsAll(modes(file)) && !modes(file).equals(modes(original))) {
                            wrong.add(line + ": " + file);
                        }
                        if (!whole && !Files.isDirectory(file) && Files.exists(original)) {
                            wrong.add(line + ": not whole: " + file);
                        }
                    }
                } catch (UncheckedIOException | IOException e) {
                    looks[0]--; // a temporary name was gone before it could be looked at
                }
            }
        }).restore(restored).expectSuccess();
        assertThat(looks[0]).isPositive();
        assertThat(wrong).isEmpty();
        assertRestored();
    }

    private static Set<PosixFilePermission> modes(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A folder that is open to others gets that mode only when it is left. */
    @Test
    void aFolderIsPrivateWhileItIsFilled() throws IOException {
        Map<String, String> seen = new TreeMap<>();
        target.listening(line -> {
            if (line.startsWith("Writing dir/z") || line.startsWith("Writing dir/sub/small")) {
                try {
                    seen.put(line.split(" ")[1], PosixFilePermissions.toString(modes(restored.resolve("dir"))));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }).restore(restored).expectSuccess();
        assertThat(seen).containsOnlyKeys("dir/sub/small", "dir/z").containsValue("rwx------").doesNotContainValue("rwxrwxrwx");
        assertThat(PosixFilePermissions.toString(modes(restored.resolve("dir")))).isEqualTo("rwxrwxrwx");
    }

    @Test
    void aFileThatIsThereIsReplacedAtOnce() throws IOException {
        Files.createDirectories(restored.resolve("dir/sub"));
        Path old = restored.resolve("dir/sub/large");
        Files.writeString(old, "old");
        List<Long> sizes = new ArrayList<>();
        try (InputStream open = Files.newInputStream(old)) {
            target.force().listening(line -> {
                try {
                    sizes.add(Files.size(old));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).restore(restored).expectSuccess();
            assertThat(new String(open.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("old");
        }
        assertThat(sizes).contains(3L).isSubsetOf(3L, 700_000L);
        assertRestored();
    }

    @Test
    void whatCannotBeMadeIsNamedAndTheRestGoesOn() throws IOException {
        Files.createDirectories(restored.resolve("b/full"));
        Program.Result result = target.force().restore(restored);
        assertThat(result.exitCode()).isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
        assertThat(result.lines()).anyMatch(line -> line.startsWith("Error restoring b: "));
        assertThat(restored.resolve("b/full")).isDirectory();
        assertThat(restored.resolve("c")).hasContent("last\n");
        assertThat(restored.resolve("dir/sub/large")).hasBinaryContent(noise(700_000));
        assertThat(TreeListing.of(restored).names()).noneMatch(name -> name.toString().contains(".bactrian"));
    }
}
