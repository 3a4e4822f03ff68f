package org.bactrian.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path temp;

    /** ASCII with awkward characters, UTF-8, Latin-1, an encoded surrogate, U+FFFD itself, and a truncated sequence. */
    @ParameterizedTest
    @ValueSource(strings = {"61", "250a09205c3f23", "2541", "c3a9", "65cc81", "f09f9880", "e9", "fffe", "eda080", "efbfbd", "e697", "2e2e2e"})
    void keepsEveryByteOfAName(String hex) throws IOException {
        byte[] name = HEX.parseHex(hex);
        Path child = RawPath.child(temp, name);
        assertThat(RawPath.nameBytes(child)).isEqualTo(name);
        assertThat(child.getParent()).isEqualTo(temp);
        Files.write(child, name);
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(temp)) {
            assertThat(RawPath.nameBytes(listed.iterator().next())).isEqualTo(name);
        }
        assertThat(RawPath.resolve(temp, EntryName.of(name))).isEqualTo(child);
        assertThat(RawPath.bytes(RawPath.of(name))).isEqualTo(name);
    }

    @Test
    void keepsPathsOfSeveralComponents() {
        byte[] path = HEX.parseHex("61ff2f622f63");
        assertThat(RawPath.bytes(RawPath.of(path))).isEqualTo(path);
        assertThat(RawPath.bytes(RawPath.resolve(Path.of("/x"), EntryName.of(path)))).isEqualTo(HEX.parseHex("2f782f61ff2f622f63"));
        byte[] absolute = HEX.parseHex("2f61ff2f62");
        assertThat(RawPath.bytes(RawPath.of(absolute))).isEqualTo(absolute);
        assertThat(RawPath.nameBytes(Path.of("/"))).isEmpty();
    }

    /** Also where the target is a folder, which the URI form of a path would show by a slash. */
    @ParameterizedTest
    @ValueSource(strings = {"612f2f622f", "2f612f2f2fff2f", "ff", "ff2f", "2f", "2e", "2e2e2f2e2e", "2fff", "6469ff"})
    void keepsLinkTargetsAsTheyAre(String hex) throws Exception {
        byte[] target = HEX.parseHex(hex);
        Files.createDirectories(RawPath.child(temp, HEX.parseHex("6469ff")));
        Process ln = new ProcessBuilder("sh", "-c", "ln -s \"$(printf '" + octal(target) + "')\" link").directory(temp.toFile()).start();
        assertThat(ln.waitFor()).isZero();
        assertThat(RawPath.linkTarget(temp.resolve("link"))).isEqualTo(target);
    }

    @Test
    void refusesWhatIsNoName() {
        for (String bad : new String[] {"", "a/b", "a\0b", "/"}) {
            assertThatThrownBy(() -> RawPath.child(temp, bad.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> RawPath.resolve(temp, EntryName.of("/etc/passwd"))).isInstanceOf(IllegalArgumentException.class);
    }

    /** The same names come out of a JVM that believes that file names are ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"POSIX", "C.UTF-8"})
    void worksUnderAnyLocale(String locale) throws Exception {
        Path tree = TrickyTree.build(temp.resolve("tree"));
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), NamesInHex.class.getName(), "tree");
        builder.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.startsWith("LANG"));
        builder.environment().put("LC_ALL", locale);
        builder.directory(temp.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).containsExactlyElementsOf(NamesInHex.of(tree));
    }

    /** The probe: each entry's name and link target, looked up again by its bytes. */
    static final class NamesInHex {
        public static void main(String[] args) throws IOException {
            of(Path.of(args[0])).forEach(System.out::println);
        }

        static List<String> of(Path root) throws IOException {
            List<String> lines = new ArrayList<>();
            for (Walk walk = Walk.everything(root); walk.hasNext();) {
                SourceEntry found = walk.next();
                Path again = RawPath.resolve(root, found.name());
                if (!again.equals(found.path()) || !Files.exists(again, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("lost " + HEX.formatHex(found.name().toBytes()));
                }
                lines.add(HEX.formatHex(found.name().toBytes()) + " " + HEX.formatHex(found.entry().linkTarget()));
            }
            return lines;
        }
    }

    private static String octal(byte[] bytes) {
        return Stream.of(HEX.formatHex(bytes).split("(?<=\\G..)")).map(h -> "\\" + String.format("%03o", Integer.parseInt(h, 16)))
                .reduce("", String::concat);
    }
}
