package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host with only the public key backs up and adds increments, but not for other keys than the chain's, and cannot read. */
@Timeout(60)
class PublicKeyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/goldens/pubkey");

    @TempDir
    private Path temp;

    @Test
    void incrementsNeedNoSecretKey() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "first");
        try (Program program = Program.start()) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            Backups sender = target.sealedBy(seal("public-key.asc").encryptTo(recipient()).build());
            sender.backup(source).expectSuccess();
            Files.writeString(source.resolve("file"), "and second");
            sender.backup(source, Mode.INCREMENTAL).expectSuccess();

            Program.Result other = target.sealedBy(seal("public-key.asc").hiddenEncryptTo(recipient()).build())
                    .backup(source, Mode.INCREMENTAL);
            assertThat(other.failure().kind()).isEqualTo(ErrorKind.USER_ERROR);
            assertThat(other.text()).contains("is sealed for the key ").contains("would seal for 1 hidden key");

            Files.writeString(temp.resolve("store/duplicity-full.20200101T000000Z.vol1.difftar.gpg"), "left over");
            program.send("cleanup", new RemoveRequest(forced(sender.target()), RemoveRequest.Rule.CLEANUP, null, 0), sender.seals())
                    .expectSuccess();
            assertThat(temp.resolve("store/duplicity-full.20200101T000000Z.vol1.difftar.gpg")).doesNotExist();

            assertThat(sender.restore(temp.resolve("unread")).failure().kind()).isEqualTo(ErrorKind.SEAL_FAILED);
            target.sealedBy(seal("secret-key.asc").encryptTo(recipient()).passphrase(Passphrase.of("test")).build())
                    .restore(temp.resolve("restored")).expectSuccess();
            assertThat(temp.resolve("restored/file")).hasContent("and second");
        }
    }

    private static TargetOptions forced(TargetOptions target) {
        return new TargetOptions(target.target(), target.archiveDir(), target.name(), target.prefixes(), target.style(),
                target.separator(), target.allMetadata(), target.dryRun(), true);
    }

    private static PgpSealBuilder seal(String keyFile) throws IOException {
        return PgpSeal.builder().keys(new Keys(List.of(new KeyFile(GOLDEN.resolve(keyFile))), Clock.systemUTC()));
    }

    private static String recipient() throws IOException {
        return Files.readString(GOLDEN.resolve("key.txt")).lines().findFirst().orElseThrow().replace("fingerprint ", "");
    }
}
