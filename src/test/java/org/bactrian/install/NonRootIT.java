package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.install.Console.Result;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What root backed up, restored by nobody: with the packaged program, under a user id that may do nothing. */
@NeedsPeer("setpriv")
class NonRootIT {
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;
    private Path home;
    private Path source;

    /** The installation where everybody may read it, and a tree of what only root can make. */
    @BeforeEach
    void install() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can become nobody");
        home = Files.createDirectory(Files.createTempDirectory("bactrian").resolve("home"));
        copy(Path.of("target/bactrian"), home);
        for (Path open : List.of(folder, home.getParent())) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        source = Files.createDirectory(folder.resolve("source"));
        shell("cd " + source + " && echo a > a && echo x > tool && chmod 4755 tool && echo y > grouptool && chmod 2755 grouptool"
                + " && echo mine > mine && chown " + NOBODY + ":0 mine && chmod 6755 mine"
                + " && mknod char c 1 3 && mknod block b 7 0 && mkfifo fifo && mkdir secret && echo s > secret/s && chmod 700 secret"
                + " && echo p > private && chmod 600 private && ln -s /etc/shadow link && echo z > z");
    }

    @AfterEach
    void remove() throws Exception {
        if (home != null) {
            shell("rm -rf " + home.getParent());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
                boolean runs = Files.isDirectory(each) || Files.isExecutable(each);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private void shell(String line) throws Exception {
        assertThat(new Console(folder).run(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), List.of("sh", "-ec", line)))
                .extracting(Result::exit, Result::err).containsExactly(0, "");
    }

    private Result bactrian(boolean asNobody, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        if (asNobody) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin/bactrian").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--no-encryption", "--archive-dir", folder.resolve(asNobody ? "theirs" : "ours").toString()));
        return new Console(folder).run(folder, Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin", "HOME",
                folder.toString()), command);
    }

    @Test
    void devicesAndRightsOfOthersAreNotMadeAndTheRestIs() throws Exception {
        Path store = folder.resolve("store");
        assertThat(bactrian(false, "full", source.toString(), "file://" + store)).extracting(Result::exit).isEqualTo(0);
        shell("chmod -R a+rX " + store);
        Path restored = folder.resolve("restored");
        Result result = bactrian(true, "restore", "file://" + store, restored.toString());
        assertThat(result.exit()).as(result.toString()).isNotZero();
        assertThat(result.out() + result.err()).contains("Error restoring block").contains("Error restoring char");
        assertThat(restored.resolve("block")).doesNotExist();
        assertThat(restored.resolve("char")).doesNotExist();
        assertThat(restored.resolve("z")).hasContent("z\n");
        assertThat(restored.resolve("secret/s")).hasContent("s\n");
        assertThat(Files.isSymbolicLink(restored.resolve("link"))).isTrue();
        assertThat(mode(restored.resolve("tool"))).as("set-uid is root's to give").isEqualTo(0755);
        assertThat(mode(restored.resolve("grouptool"))).as("so is root's group").isEqualTo(0755);
        assertThat(mode(restored.resolve("mine"))).as("the owner is the same, the group is another").isEqualTo(04755);
        assertThat(mode(restored.resolve("private"))).isEqualTo(0600);
        assertThat(mode(restored.resolve("secret"))).isEqualTo(0700);
        try (Stream<Path> all = Files.walk(restored)) {
            assertThat(all.filter(path -> !path.equals(restored)).filter(path -> !Files.isSymbolicLink(path)))
                    .allSatisfy(path -> {
                        int archived = mode(source.resolve(restored.relativize(path)));
                        assertThat(mode(path) & ~archived).as(path + " has rights that " + Integer.toOctalString(archived) + " has not").isZero();
                    });
        }
    }

    /** Files in a folder whose mode lets not even its owner write are restored all the same; so is what replaces them. */
    @Test
    void aFolderThatItsOwnerCannotWrite() throws Exception {
        shell("cd " + source + " && rm -f char block && mkdir closed && echo c > closed/c && chmod 555 closed && mkdir shut && echo s > shut/s && chmod 0 shut");
        Path store = folder.resolve("store");
        assertThat(bactrian(false, "full", source.toString(), "file://" + store)).extracting(Result::exit).isEqualTo(0);
        shell("chmod -R a+rX " + store);
        Path restored = folder.resolve("restored");
        for (int time = 0; time < 2; time++) {
            Result result = bactrian(true, "restore", "--force", "file://" + store, restored.toString());
            assertThat(result.exit()).as(result.toString()).isZero();
            assertThat(restored.resolve("closed/c")).hasContent("c\n");
            assertThat(restored.resolve("shut/s")).hasContent("s\n");
            assertThat(mode(restored.resolve("closed"))).isEqualTo(0555);
            assertThat(mode(restored.resolve("shut"))).isZero();
        }
    }

    /** A source of which root's part cannot be read is backed up without it, and said so. */
    @Test
    void whatNobodyMayNotReadIsNamed() throws Exception {
        Result result = bactrian(true, "full", source.toString(), "file://" + folder.resolve("store"));
        assertThat(result.exit()).as(result.toString()).isNotZero();
        assertThat(result.out() + result.err()).contains("private").contains("secret");
        Path restored = folder.resolve("restored");
        assertThat(bactrian(true, "restore", "--exclude-device-files", "file://" + folder.resolve("store"), restored.toString()).out())
                .doesNotContain("private");
        assertThat(restored.resolve("z")).hasContent("z\n");
        assertThat(restored.resolve("private")).doesNotExist();
    }

    private static int mode(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
