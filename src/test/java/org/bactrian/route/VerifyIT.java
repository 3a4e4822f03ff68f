package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code --compare-data} we say what the real tool says, line for line, whoever made the chain. */
@NeedsPeer({"duplicity", "gpg"})
class VerifyIT {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-01-02T00:00:00Z");
    /** The real tool prints a link's target as Python's bytes. */
    private static final String PYTHON_BYTES = "b'([^']*)'";

    @TempDir
    private Path folder;

    private Duplicity duplicity;
    private Program program;
    private String passphrase;
    private String url;

    @BeforeEach
    void start() throws IOException {
        program = Program.start();
        duplicity = new Duplicity(folder.resolve("home"), folder.resolve("their-archive"), Map.of());
        url = "file://" + folder.resolve("store");
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        duplicity.close();
    }

    @ParameterizedTest
    @CsvSource({"gzip, ours", "gzip, theirs", "passphrase, ours", "passphrase, theirs"})
    void theSameDifferencesInTheSameWords(String seal, String maker) throws IOException {
        passphrase = seal.equals("passphrase") ? "a b" : null;
        Path tree = TrickyTree.build(folder.resolve("tree"));
        Path before = TrickyTree.build(folder.resolve("before"));
        if (maker.equals("ours")) {
            ours().volumes(1 << 20).time(FIRST).backup(tree).expectSuccess();
            TrickyTree.change(tree);
            ours().volumes(1 << 20).time(SECOND).backup(tree).expectSuccess();
        } else {
            duplicity.backup("full", tree, url, FIRST, passphrase, "--volsize", "1").expectSuccess();
            TrickyTree.change(tree);
            duplicity.backup("incr", tree, url, SECOND, passphrase, "--volsize", "1").expectSuccess();
        }
        assertThat(assertSame(tree, "")).isZero();
        assertThat(assertSame(before, "")).isGreaterThan(20);
        flipByte(tree.resolve("large.bin"));
        flipByte(tree.resolve("hash#tilde~"));
        Files.setAttribute(tree.resolve("num"), "unix:mode", 0711);
        Files.delete(tree.resolve("snapshot"));
        assertThat(assertSame(tree, "")).isEqualTo(5);
        assertThat(assertSame(tree, "", "**num", "**.bin")).isGreaterThan(4);
        assertThat(assertSame(tree.resolve("num"), "num")).isEqualTo(1);
        assertThat(assertSame(tree.resolve("large.bin"), "large.bin")).isEqualTo(1);
        assertThat(assertSame(tree.resolve("num/42"), "num/42")).isZero();
        assertThat(assertSame(tree.resolve("num"), "large.bin")).isPositive();
    }

    @Test
    void ownersAndDevicesInTheSameWords() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make devices and give files away");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (String name : new String[] {"owner", "both", "same"}) {
            Files.writeString(tree.resolve(name), name);
        }
        run("mknod", tree.resolve("chr").toString(), "c", "1", "3");
        run("mknod", tree.resolve("blk").toString(), "b", "7", "300");
        duplicity.backup("full", tree, url, FIRST, passphrase).expectSuccess();
        run("chown", "5:7", tree.resolve("owner").toString());
        run("chmod", "6751", tree.resolve("both").toString());
        Files.writeString(tree.resolve("both"), "changed");
        run("rm", tree.resolve("chr").toString(), tree.resolve("blk").toString());
        run("mknod", tree.resolve("chr").toString(), "c", "1", "5");
        run("mknod", tree.resolve("blk").toString(), "c", "7", "300");
        assertThat(assertSame(tree, "")).isGreaterThanOrEqualTo(4);
    }

    /** Both tools on the same store; gives the number of differences. */
    private int assertSame(Path against, String path, String... excluded) throws IOException {
        List<String> options = new ArrayList<>();
        List<SelectionOptions.Rule> rules = new ArrayList<>();
        for (String pattern : excluded) {
            options.addAll(List.of("--exclude", pattern));
            rules.add(new SelectionOptions.Rule("--exclude", pattern));
        }
        if (!path.isEmpty()) {
            options.addAll(List.of("--file-to-restore", path));
        }
        Duplicity.Result theirs = duplicity.verify(url, against, null, passphrase, options.toArray(String[]::new));
        Program.Result ours = ours().verify(path, against, true, new SelectionOptions(rules, false, false, false));
        assertThat(ours.failure()).isNull();
        assertThat(findings(String.join("\n", ours.lines()))).isEqualTo(findings(theirs.output().strip()));
        assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
        return ours.differences();
    }

    /** From the first difference on, or the last line. */
    private static String findings(String output) {
        Matcher start = Pattern.compile("(?m)^(Difference found|Verify complete): ").matcher(output);
        assertThat(start.find()).as(output).isTrue();
        return output.substring(start.start())
                .replaceAll("(points to )" + PYTHON_BYTES + "(, expected )" + PYTHON_BYTES, "$1$2$3$4")
                .replaceAll("(?m)^Processed volume .*\n", "");
    }

    private Backups ours() {
        return program.at(url, folder.resolve("our-archive")).passphrase(passphrase);
    }

    private static void flipByte(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as(String.join(" ", command)).isZero();
    }
}
