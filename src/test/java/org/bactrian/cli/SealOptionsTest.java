package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which seal the options give, and when a secret is asked for. */
class SealOptionsTest {
    private static final byte[] CLEAR = "clear".getBytes();
    private static final String PUBLIC_KEY = "src/test/resources/goldens/pubkey/public-key.asc";
    private static final String SECRET_KEY = "src/test/resources/goldens/pubkey/secret-key.asc";
    private static final String KEY = "434E2BBAE6884F379F750C1907AB00397A5D3DB4";

    @TempDir
    Path folder;
    private Session session;

    @BeforeEach
    void session() {
        session = new Session(folder);
    }

    @Test
    void nobodyIsAskedIfNothingIsSealedOrOpened() {
        session.engine = work -> {
            assertThat(work.seals().suffix()).isEqualTo(".gpg");
            return Outcome.DONE;
        };
        assertThat(session.run("collection-status", Session.URL)).isZero();
        assertThat(session.terminal.shown).isEmpty();
    }

    @Test
    void withoutEncryptionNobodyIsAskedEither() {
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gz"));
        assertThat(session.run(session.backup("--no-encryption"))).isZero();
        assertThat(session.terminal.shown).isEmpty();
    }

    @Test
    void whereFastIsNotFastANoticeSaysSo() {
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gz"));
        assertThat(session.run(session.backup("--no-encryption", "--compress-level", "fast"))).as(session.err).isZero();
        assertThat(session.out.contains("libisal.so.2")).isEqualTo(!DeflateLevels.hasFast());
        assertThat(session.run(session.restore("--no-encryption", "--compress-level", "fast"))).as(session.err).isZero();
        assertThat(session.out).as("a restore compresses nothing").doesNotContain("libisal");
    }

    @Test
    void aBackupAsksTwiceAndOnce() {
        session.terminal.answers.addAll(List.of("pass", "pass"));
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gpg"));
        assertThat(session.run(session.backup())).as(session.err).isZero();
        assertThat(session.terminal.shown).hasSize(2);
    }

    @Test
    void aRestoreAsksOnceAndOpensWhatTheEnvironmentsPassphraseSealed() {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        session.environment.put("PASSPHRASE", "pass");
        session.engine = work -> seal(work.seals().sealing(), sealed);
        assertThat(session.run(session.backup("--gpg-options", "--compress-algo zlib"))).as(session.err).isZero();

        session.environment.remove("PASSPHRASE");
        session.terminal.answers.add("pass");
        session.engine = work -> open(work.seals().opening(".gpg"), sealed.toByteArray());
        assertThat(session.run(session.restore())).as(session.err).isZero();
        assertThat(session.terminal.shown).containsExactly("GnuPG passphrase for decryption: ");
    }

    @Test
    void aChainInTheClearIsOpenedWithoutAPassphraseWhateverTheOptions() {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        session.engine = work -> seal(work.seals().opening(".gz"), sealed);
        assertThat(session.run(session.restore())).as(session.err).isZero();
        assertThat(session.terminal.shown).isEmpty();
    }

    @Test
    void withoutATerminalAndPassphraseTheRunEndsWithOneError() {
        session.terminal.there = false;
        session.engine = work -> {
            work.seals().sealing();
            return Outcome.DONE;
        };
        assertThat(session.run(session.backup())).isEqualTo(23);
        assertThat(session.err).isEqualTo("A passphrase is needed, and there is no terminal to ask on\n"
                + "Set the environment variable PASSPHRASE.\n");
    }

    @Test
    @EffectOf({"--encrypt-key", "--hidden-encrypt-key", "--key-file"})
    void withAKeyABackupAsksForNothingUntilItHasToOpenSomething() {
        assertThat(recipient("--encrypt-key")).isNotEqualTo(new byte[8]);
        assertThat(recipient("--hidden-encrypt-key")).as("no id of a key").isEqualTo(new byte[8]);
        assertThat(session.terminal.shown).isEmpty();

        session.terminal.answers.add("test");
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gpg"));
        assertThat(session.run(session.backup("--key-file", SECRET_KEY, "--encrypt-key", KEY))).as(session.err).isZero();
        assertThat(session.terminal.shown).containsExactly("GnuPG passphrase for decryption: ");
    }

    @Test
    @EffectOf("--encrypt-sign-key")
    void aKeyForBothIsAskedForOnce() {
        session.terminal.answers.add("test");
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gpg"));
        assertThat(session.run(session.backup("--key-file", SECRET_KEY, "--encrypt-sign-key", KEY))).as(session.err).isZero();
        assertThat(session.terminal.shown).containsExactly("GnuPG passphrase for signing key: ");
    }

    @Test
    void aSignedBackupByPassphraseAsksForBoth() {
        session.terminal.answers.addAll(List.of("pass", "pass", "test"));
        session.engine = work -> roundTrip(work.seals().sealing(), work.seals().opening(".gpg"));
        assertThat(session.run(session.backup("--key-file", SECRET_KEY, "--sign-key", KEY))).as(session.err).isZero();
        assertThat(session.terminal.shown).hasSize(3).last().isEqualTo("GnuPG passphrase for signing key: ");
    }

    @Test
    void whatIsNotSignedByTheKeyThatIsDemandedIsRefused() {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        session.environment.put("PASSPHRASE", "pass");
        session.engine = work -> seal(work.seals().sealing(), sealed);
        session.run(session.backup());
        session.engine = work -> open(work.seals().opening(".gpg"), sealed.toByteArray());
        assertThat(session.run(session.restore("--key-file", PUBLIC_KEY, "--sign-key", KEY))).as(session.err).isEqualTo(22);
        assertThat(session.run(session.restore())).as(session.err).isZero();
    }

    @Test
    void withTheAgentNobodyIsAsked() {
        session.engine = work -> seal(work.seals().sealing(), new ByteArrayOutputStream());
        assertThat(session.run(session.backup("--use-agent", "--key-file", PUBLIC_KEY, "--encrypt-key", KEY))).as(session.err).isZero();
        assertThat(session.terminal.shown).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereIsNamedBeforeAnythingIsAsked() {
        String[] keys = {"--key-file", PUBLIC_KEY, "--gnupg-home", folder.toString()};
        assertThat(session.run(Session.with(keys, session.backup("--encrypt-key", "0123456789ABCDEF")))).isEqualTo(23);
        assertThat(session.err).contains("0123456789ABCDEF");
        assertThat(session.run(Session.with(keys, session.backup("--sign-key", "0123456789ABCDEF")))).isEqualTo(10);
        assertThat(session.run(Session.with(keys, session.restore("--sign-key", "0123456789ABCDEF")))).isEqualTo(10);
        assertThat(session.terminal.shown).isEmpty();
        assertThat(session.work).isNull();
    }

    @Test
    @EffectOf({"--allow-unprotected", "--gpg-options"})
    void whatNothingProtectsIsOpenedOnlyIfThatIsAllowed() throws Exception {
        session.environment.put("PASSPHRASE", "pass");
        byte[] old = withoutProtection();
        session.engine = work -> open(work.seals().opening(".gpg"), old);
        assertThat(session.run(session.restore())).isEqualTo(31);
        assertThat(session.err).contains("no integrity protection").contains("--allow-unprotected");
        assertThat(session.run(session.restore("--allow-unprotected"))).as(session.err).isZero();
        assertThat(session.run(session.restore("--gpg-options", "--ignore-mdc-error"))).as(session.err).isZero();
    }

    /** Seals for the key that this option names. @return the key id in the first packet, a session key of version 3 (RFC 9580, 5.1.1) */
    private byte[] recipient(String option) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        session.engine = work -> seal(work.seals().sealing(), sealed);
        assertThat(session.run(session.backup("--key-file", PUBLIC_KEY, option, KEY))).as(session.err).isZero();
        byte[] bytes = sealed.toByteArray();
        int version = 1; // after the packet's header of 2 or 3 octets
        while (bytes[version] != 3) {
            version++;
        }
        return Arrays.copyOfRange(bytes, version + 1, version + 9);
    }

    private static byte[] withoutProtection() throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(9).setWithIntegrityPacket(false));
        generator.addMethod(new BcPBEKeyEncryptionMethodGenerator("pass".toCharArray()));
        try (OutputStream encrypted = generator.open(sealed, new byte[512]);
                OutputStream literal = new PGPLiteralDataGenerator().open(encrypted, 'b', "", CLEAR.length, new Date(0))) {
            literal.write(CLEAR);
        }
        return sealed.toByteArray();
    }

    private static Outcome roundTrip(Seal sealing, Seal opening) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        seal(sealing, sealed);
        return open(opening, sealed.toByteArray());
    }

    private static Outcome seal(Seal seal, OutputStream sealed) {
        try (OutputStream out = seal.seal(sealed)) {
            out.write(CLEAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Outcome.DONE;
    }

    private static Outcome open(Seal seal, byte[] sealed) {
        SealedInput input = new SealedInput() {
            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(sealed);
            }

            @Override
            public long length() {
                return sealed.length;
            }

            @Override
            public String name() {
                return "object";
            }
        };
        try (InputStream in = seal.open(input)) {
            assertThat(in.readAllBytes()).isEqualTo(CLEAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Outcome.DONE;
    }
}
