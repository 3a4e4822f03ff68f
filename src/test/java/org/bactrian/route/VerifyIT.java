package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.bactrian.chain.Duplicity;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code --compare-data} we say what the real tool says, line for line, whoever made the chain. */
@NeedsPeer({"duplicity", "gpg"})
class VerifyIT {
    /** The real tool prints a link's target as Python's bytes. */
    private static final String PYTHON_BYTES = "b'([^']*)'";

    @TempDir
    private Path folder;

    private Duplicity duplicity;
    private SealProvider seals;
    private List<String> sealing;

    @ParameterizedTest
    @CsvSource({"gzip, ours", "gzip, theirs", "passphrase, ours", "passphrase, theirs"})
    void theSameDifferencesInTheSameWords(String seal, String maker) throws Exception {
        sealWith(seal);
        Path tree = TrickyTree.build(folder.resolve("tree"));
        Path before = TrickyTree.build(folder.resolve("before"));
        try (ShippedRoutes routes = new ShippedRoutes()) {
            if (maker.equals("ours")) {
                assertThat(routes.ask("backup", backup(tree), seals).failure()).isNull();
                TrickyTree.change(tree);
                assertThat(routes.ask("backup", backup(tree), seals).failure()).isNull();
            } else {
                assertThat(theirs("full", tree.toString(), duplicity.url()).exitCode()).isZero();
                TrickyTree.change(tree);
                assertThat(theirs("incr", tree.toString(), duplicity.url()).exitCode()).isZero();
            }
            assertThat(assertSame(routes, tree, "", List.of())).isZero();
            assertThat(assertSame(routes, before, "", List.of())).isGreaterThan(20);
            flipByte(tree.resolve("large.bin"));
            flipByte(tree.resolve("hash#tilde~"));
            Files.setAttribute(tree.resolve("num"), "unix:mode", 0711);
            Files.delete(tree.resolve("snapshot"));
            assertThat(assertSame(routes, tree, "", List.of())).isEqualTo(5);
            assertThat(assertSame(routes, tree, "", List.of(new Rule("--exclude", "**num"), new Rule("--exclude", "**.bin"))))
                    .isGreaterThan(4);
            assertThat(assertSame(routes, tree.resolve("num"), "num", List.of())).isEqualTo(1);
            assertThat(assertSame(routes, tree.resolve("large.bin"), "large.bin", List.of())).isEqualTo(1);
            assertThat(assertSame(routes, tree.resolve("num/42"), "num/42", List.of())).isZero();
            assertThat(assertSame(routes, tree.resolve("num"), "large.bin", List.of())).isPositive();
        }
    }

    @Test
    void ownersAndDevicesAndTypesInTheSameWords() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(ShippedRoutes.isRoot(), "only root can make devices and give files away");
        sealWith("gzip");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (String name : new String[] {"owner", "both", "same"}) {
            Files.writeString(tree.resolve(name), name);
        }
        run("mknod", tree.resolve("chr").toString(), "c", "1", "3");
        run("mknod", tree.resolve("blk").toString(), "b", "7", "300");
        assertThat(theirs("full", tree.toString(), duplicity.url()).exitCode()).isZero();
        run("chown", "5:7", tree.resolve("owner").toString());
        run("chmod", "6751", tree.resolve("both").toString());
        Files.writeString(tree.resolve("both"), "changed");
        run("rm", tree.resolve("chr").toString(), tree.resolve("blk").toString());
        run("mknod", tree.resolve("chr").toString(), "c", "1", "5");
        run("mknod", tree.resolve("blk").toString(), "c", "7", "300");
        try (ShippedRoutes routes = new ShippedRoutes()) {
            assertThat(assertSame(routes, tree, "", List.of())).isGreaterThanOrEqualTo(4);
        }
    }

    /** Both tools on the same store; gives the number of differences. */
    private int assertSame(ShippedRoutes routes, Path against, String path, List<Rule> rules) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("verify", "--compare-data", duplicity.url(), against.toString()));
        if (!path.isEmpty()) {
            arguments.addAll(List.of("--path-to-restore", path));
        }
        rules.forEach(rule -> arguments.addAll(List.of(rule.option(), rule.argument())));
        Duplicity.Result theirs = theirs(arguments.toArray(String[]::new));
        ReadRequest request = new ReadRequest(target(), null, path.getBytes(), against, OwnerMode.NAMES, true, false,
                new SelectionOptions(rules, false, false, false), List.of(), false);
        ShippedRoutes.Answer ours = routes.ask("verify", request, seals);
        assertThat(ours.failure()).isNull();
        assertThat(String.join("\n", ours.findings())).isEqualTo(findings(theirs.output()));
        assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
        return ours.differences();
    }

    private static String findings(List<String> output) {
        List<String> lines = new ArrayList<>(output);
        lines.removeIf(line -> line.matches("(Local and Remote metadata|Last full backup|Synchronizing remote|Copying ).*"));
        return String.join("\n", lines).replaceAll("(points to )" + PYTHON_BYTES + "(, expected )" + PYTHON_BYTES, "$1$2$3$4");
    }

    private void sealWith(String seal) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        boolean encrypted = seal.equals("passphrase");
        seals = encrypted ? ShippedRoutes.passphrase("a b") : ShippedRoutes.gzip();
        sealing = encrypted ? List.of() : List.of("--no-encryption");
        duplicity = new Duplicity(folder, encrypted ? Map.of("PASSPHRASE", "a b", "LC_ALL", "C.UTF-8") : Map.of("LC_ALL", "C.UTF-8"));
    }

    private Duplicity.Result theirs(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(sealing);
        return duplicity.run(all.toArray(String[]::new));
    }

    private BackupRequest backup(Path tree) {
        return new BackupRequest(target(), BackupRequest.Mode.AUTO, tree.toString(), SelectionOptions.EVERYTHING,
                new BackupRequest.ContentOptions(1 << 20, 2048, false, true, false), BackupRequest.ChainOptions.DEFAULT, false);
    }

    private TargetOptions target() {
        TargetOptions plain = TargetOptions.of(duplicity.url());
        return new TargetOptions(plain.target(), folder.resolve("own").toString(), "name", plain.prefixes(), plain.style(), null,
                false, false, false);
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
