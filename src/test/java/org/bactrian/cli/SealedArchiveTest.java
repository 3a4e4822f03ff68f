package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.stream.Stream;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --seal-archive-dir} nothing of an encrypted backup lies in the archive directory in the clear. */
@Timeout(120)
class SealedArchiveTest {
    private static final String GOLDEN = "src/test/resources/goldens/pubkey/";
    private static final String KEY = "434E2BBAE6884F379F750C1907AB00397A5D3DB4";
    private static final String NAME = "a-name-nobody-should-see";
    private static Program program;

    @TempDir
    Path folder;
    private Session session;
    private String url;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void session() throws IOException {
        session = new Session(folder);
        session.on(program);
        url = "file://" + folder.resolve("store");
        Files.writeString(session.source.resolve(NAME), "content");
    }

    @Test
    void aChainLivesWithoutAnyNameInTheClear() throws IOException {
        session.environment.put("PASSPHRASE", "pass");
        sealed("full", session.source.toString(), url);
        assertThat(kept()).filteredOn(name -> name.endsWith(".gpg")).hasSize(2);
        assertThat(kept()).filteredOn(name -> !name.endsWith(".gpg")).allMatch(name -> name.startsWith("bactrian-"))
                .noneMatch(name -> name.contains("identities") || name.contains("journal"));
        assertThat(showsTheName()).isFalse();
        Files.writeString(session.source.resolve("more"), "more");
        sealed("incr", session.source.toString(), url);
        sealed("list-current-files", url);
        assertThat(session.said.text()).contains(NAME);
        sealed("verify", url, session.source.toString());
        sealed("restore", url, folder.resolve("restored").toString());
        assertThat(folder.resolve("restored/more")).hasContent("more");
        deleteArchive();
        sealed("list-current-files", url);
        assertThat(kept()).filteredOn(name -> name.endsWith(".gpg")).hasSize(4);
        // which says of each copy its hash and size only
        assertThat(kept()).filteredOn(name -> !name.endsWith(".gpg")).containsExactly("bactrian-copies");
        assertThat(showsTheName()).isFalse();
    }

    @Test
    void whatReadsAsksAndWhatDoesNotRead() throws IOException {
        session.environment.put("PASSPHRASE", "pass");
        sealed("full", session.source.toString(), url);
        session.environment.remove("PASSPHRASE");
        sealed("collection-status", url);
        sealed("cleanup", url);
        assertThat(session.terminal.shown).isEmpty();
        session.terminal.answers.add("pass");
        sealed("list-current-files", url);
        assertThat(session.terminal.shown).containsExactly("GnuPG passphrase for decryption: ");
    }

    @Test
    @EffectOf("--seal-archive-dir")
    void theFormIsChangedWhenTheOptionIs() throws IOException {
        session.environment.put("PASSPHRASE", "pass");
        run("full", session.source.toString(), url);
        assertThat(showsTheName()).as("as duplicity keeps it").isTrue();
        sealed("list-current-files", url);
        assertThat(kept()).filteredOn(name -> name.startsWith("duplicity")).hasSize(2).allMatch(name -> name.endsWith(".gpg"));
        Files.writeString(session.source.resolve("more"), "more");
        sealed("incr", session.source.toString(), url);
        assertThat(showsTheName()).isFalse();
        run("incr", session.source.toString(), url);
        assertThat(kept()).filteredOn(name -> name.startsWith("duplicity")).hasSize(6).noneMatch(name -> name.endsWith(".gpg"));
    }

    @Test
    void aHostWithOnlyThePublicKeyMakesFullsAndCleansUpButAddsNothing() throws IOException {
        String[] key = {"--key-file", GOLDEN + "public-key.asc", "--encrypt-key", KEY, "--gnupg-home", folder.toString()};
        for (int i = 0; i < 2; i++) {
            sealed(Session.with(key, "full", session.source.toString(), url));
        }
        sealed(Session.with(key, "collection-status", url));
        sealed(Session.with(key, "remove-all-but-n-full", "1", url, "--force"));
        session.terminal.there = false;
        assertThat(session.run(words(Session.with(key, "incr", session.source.toString(), url, "--seal-archive-dir")))).isNotZero();
        session.environment.put("PASSPHRASE", "");
        assertThat(session.run(words(Session.with(key, "incr", session.source.toString(), url, "--seal-archive-dir")))).isEqualTo(31);
        assertThat(session.err).contains("there is no such secret key here");
        session.environment.put("PASSPHRASE", "test");
        sealed("--key-file", GOLDEN + "secret-key.asc", "--encrypt-key", KEY, "incr", session.source.toString(), url);
    }

    private void sealed(String... words) {
        run(Session.with(words, "--seal-archive-dir"));
    }

    private void run(String... words) {
        assertThat(session.run(words(words))).as(session.err).isZero();
    }

    private String[] words(String... words) {
        return Session.with(words, "--archive-dir", folder.resolve("archive").toString(), "--name", "target");
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive/target"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("lockfile")).toList();
        }
    }

    private void deleteArchive() throws IOException {
        for (String name : kept()) {
            Files.delete(folder.resolve("archive/target").resolve(name));
        }
    }

    /** Whether a file's name can be read in a file of the archive directory, plain or gzipped. */
    private boolean showsTheName() throws IOException {
        for (String name : kept()) {
            Path file = folder.resolve("archive/target").resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            if (name.endsWith(".gz")) {
                try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    bytes = in.readAllBytes();
                }
            }
            if (new String(bytes, StandardCharsets.ISO_8859_1).contains(NAME)) {
                return true;
            }
        }
        return false;
    }
}
