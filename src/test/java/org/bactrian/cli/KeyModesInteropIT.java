package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * duplicity's modes of encrypting and signing, each on a chain that the two programs make in turn, with the same options and
 * the same GnuPG home, and an archive directory each: so each opens and checks what the other one sealed and signed.
 */
@NeedsPeer({"duplicity", "gpg"})
class KeyModesInteropIT {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static Path gnupgHome;
    private static Program program;

    @TempDir
    Path folder;

    /** Options; then the passphrase of the archive or of key one, and that of the signing key. */
    enum Mode {
        PASSPHRASE("sym", null),
        ONE_KEY("one", null, "--encrypt-key", "one@example.org"),
        SEVERAL_KEYS("one", null, "--encrypt-key", "two@example.org", "--encrypt-key", "one@example.org"),
        HIDDEN_KEY("one", null, "--hidden-encrypt-key", "one@example.org"),
        OPEN_AND_HIDDEN_KEY("one", null, "--hidden-encrypt-key", "two@example.org", "--encrypt-key", "one@example.org"),
        /** Of duplicity's own making: both passphrases must be the same. */
        PASSPHRASE_SIGNED("sym", "sym", "--sign-key", "three@example.org"),
        KEY_SIGNED_BY_ANOTHER("one", "two", "--encrypt-key", "one@example.org", "--sign-key", "two@example.org"),
        KEY_SIGNED_BY_ITSELF("one", "one", "--encrypt-key", "one@example.org", "--sign-key", "one@example.org"),
        ENCRYPT_SIGN_KEY("one", null, "--encrypt-sign-key", "one@example.org"),
        HIDDEN_KEY_SIGNED("one", "two", "--hidden-encrypt-key", "one@example.org", "--sign-key", "two@example.org");

        private final Map<String, String> secrets;
        private final List<String> options;

        Mode(String passphrase, String signPassphrase, String... options) {
            this.secrets = signPassphrase == null ? Map.of("PASSPHRASE", passphrase)
                    : Map.of("PASSPHRASE", passphrase, "SIGN_PASSPHRASE", signPassphrase);
            this.options = new ArrayList<>(List.of(options));
            this.options.addAll(List.of("--gpg-options", "--trust-model=always"));
        }
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        program = Program.start();
        gnupgHome = Files.createTempDirectory("pgp", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        gpg("--passphrase", "one", "--quick-generate-key", "one <one@example.org>", "rsa2048", "default", "never");
        gpg("--passphrase", "one", "--quick-add-key", fingerprint("one@example.org"), "rsa2048", "encr", "never");
        gpg("--passphrase", "sym", "--quick-generate-key", "three <three@example.org>", "ed25519", "sign", "never");
        gpg("--passphrase", "two", "--quick-generate-key", "two <two@example.org>", "future-default", "default", "never");
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
        new ProcessBuilder("gpgconf", "--homedir", gnupgHome.toString(), "--kill", "all").start().waitFor(20, TimeUnit.SECONDS);
        TreeRemoval.of(gnupgHome);
    }

    private static String gpg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", gnupgHome.toString(), "--batch", "--no-tty",
                "--pinentry-mode", "loopback"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(String.join(" ", arguments)).isZero();
        return output;
    }

    private static String fingerprint(String name) throws Exception {
        return gpg("--with-colons", "--list-keys", name).lines().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow()
                .split(":")[9];
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnWithAndReadsWhatTheOtherSealed(Mode mode) throws Exception {
        Session session = new Session(folder);
        session.on(program);
        session.environment.putAll(mode.secrets);
        session.environment.put("GNUPGHOME", gnupgHome.toString());
        try (Duplicity duplicity = new Duplicity(folder.resolve("theirs-home"), folder.resolve("their-archive"),
                Map.of("GNUPGHOME", gnupgHome.toString(), "SIGN_PASSPHRASE", mode.secrets.getOrDefault("SIGN_PASSPHRASE",
                        mode.secrets.get("PASSPHRASE"))))) {
            talk(mode, session, duplicity);
        }
    }

    /** duplicity takes no name for the key to sign with, only its id. */
    private static String[] theirs(Mode mode) throws Exception {
        List<String> options = new ArrayList<>();
        for (String option : mode.options) {
            options.add(option.contains("@") ? fingerprint(option) : option);
        }
        return options.toArray(String[]::new);
    }

    private void talk(Mode mode, Session session, Duplicity duplicity) throws Exception {
        String url = "file://" + folder.resolve("store");
        String passphrase = mode.secrets.get("PASSPHRASE");
        String[] options = theirs(mode);
        Files.writeString(session.source.resolve("ours"), "first");
        ours(session, mode, "full", "--current-time", "" + START.getEpochSecond(), session.source.toString(), url);
        Files.writeString(session.source.resolve("theirs"), "second");
        duplicity.backup("incr", session.source, url, START.plusSeconds(1000), passphrase, options).expectSuccess();
        Files.writeString(session.source.resolve("ours"), "third");
        ours(session, mode, "incr", "--current-time", "" + START.plusSeconds(2000).getEpochSecond(), session.source.toString(), url);
        assertThat(duplicity.verify(url, session.source, null, passphrase, options).expectSuccess().output())
                .contains("0 differences found");
        ours(session, mode, "verify", "--compare-data", url, session.source.toString());
        ours(session, mode, "restore", url, folder.resolve("restored").toString());
        assertThat(TreeListing.of(folder.resolve("restored")).differencesFrom(TreeListing.of(session.source))).isEmpty();
        ours(session, mode, "collection-status", "--json", url);
        boolean signed = mode.options.toString().contains("sign-key");
        assertThat(session.said.text().split(signed ? "\"state\" ?: \"signed\"" : "\"state\" ?: \"unsigned\"")).as(session.said.text())
                .hasSize(4);
    }

    private void ours(Session session, Mode mode, String... words) {
        List<String> all = new ArrayList<>(mode.options);
        all.addAll(List.of("--archive-dir", folder.resolve("our-archive").toString()));
        int exit = session.run(Session.with(all.toArray(String[]::new), words));
        assertThat(exit).as(words[0] + ": " + session.err + session.out).isZero();
        assertThat(session.terminal.shown).isEmpty();
    }
}
