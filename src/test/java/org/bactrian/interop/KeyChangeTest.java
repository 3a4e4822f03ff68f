package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One chain, one key set: a change is refused before anything is written, or begins a new chain if that is asked for. */
@Timeout(60)
class KeyChangeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/goldens/pubkey");
    private static final String KEY = "434E2BBAE6884F379F750C1907AB00397A5D3DB4";
    private static Program program;

    @TempDir
    private Path temp;
    private Path source;
    private Backups target;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "first");
        target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
    }

    @Test
    void aWrongPassphraseIsRefusedAtOnce() throws IOException {
        target.passphrase("right").backup(source).expectSuccess();
        BactrianException failure = refused(target.passphrase("wrong"), Mode.INCREMENTAL);
        assertThat(failure.kind()).isEqualTo(ErrorKind.SEAL_FAILED);
        assertThat(failure).hasMessageContaining("wrong passphrase");
        assertThat(failure.guidance()).contains("--rotate-keys");
    }

    @Test
    void everyChangeIsRefusedWithBothKeySets() throws IOException {
        Backups[] all = {target, target.passphrase("right"), recipient(false), recipient(true)};
        String[] words = {"nobody, in the clear", "a passphrase", "the key [0-9A-F]{16}", "1 hidden key"};
        for (int old = 0; old < all.length; old++) {
            all[old].backup(source, Mode.FULL).expectSuccess();
            for (int other = 0; other < all.length; other++) {
                if (other != old) {
                    BactrianException failure = refused(all[other], Mode.AUTO);
                    assertThat(failure.kind()).isEqualTo(ErrorKind.USER_ERROR);
                    assertThat(failure.getMessage()).matches("duplicity-\\S+ is sealed for " + words[old]
                            + ", but this run would seal for " + words[other]);
                }
            }
        }
    }

    @Test
    void ifAskedForAChangeBeginsAChainAndTheNextRunGoesOnWithIt() throws IOException {
        for (Backups keys : List.of(target.passphrase("one"), target.passphrase("two"), recipient(false), target)) {
            Files.writeString(source.resolve("file"), "of " + keys);
            Program.Result begun = keys.rotateKeys().backup(source, Mode.INCREMENTAL).expectSuccess();
            assertThat(fulls()).isEqualTo(before + 1);
            Files.writeString(source.resolve("file"), "more of " + keys);
            keys.rotateKeys().backup(source, Mode.INCREMENTAL).expectSuccess();
            assertThat(fulls()).as("the same keys: an increment, %s", begun.text()).isEqualTo(before + 1);
            Path restored = temp.resolve("restored-" + fulls());
            keys.restore(restored).expectSuccess();
            assertThat(restored.resolve("file")).hasContent("more of " + keys);
            before = fulls();
        }
    }

    @Test
    void withAnEmptyArchiveDirectoryToo() throws IOException {
        target.passphrase("one").backup(source).expectSuccess();
        Backups other = program.at("file://" + temp.resolve("store"), temp.resolve("other-archive"));
        refused(other.passphrase("two"), Mode.AUTO);
        other.passphrase("two").rotateKeys().backup(source).expectSuccess();
        other.passphrase("two").restore(temp.resolve("restored")).expectSuccess();
    }

    @Test
    void aHostWithOnlyThePublicKeyAndAnEmptyArchiveDirectoryBeginsAChain() throws IOException {
        recipient(false).backup(source).expectSuccess();
        Program.Result result = program.at("file://" + temp.resolve("store"), temp.resolve("other-archive"))
                .sealedBy(seal("public-key.asc").encryptTo(KEY).build()).backup(source).expectSuccess();
        assertThat(result.text()).contains("no such secret key here; without these signatures").contains("this backup does not need it");
        assertThat(fulls()).isEqualTo(2);
    }

    private int before;


    private int fulls() throws IOException {
        return (int) store().keySet().stream().filter(name -> name.matches("duplicity-full\\..*\\.manifest.*")).count();
    }

    private BactrianException refused(Backups keys, Mode mode) throws IOException {
        Map<String, Long> before = store();
        Program.Result result = keys.backup(source, mode);
        assertThat(result.failure()).as(result.text()).isNotNull();
        assertThat(store()).isEqualTo(before);
        return result.failure();
    }

    /** Names and times of what is stored. */
    private Map<String, Long> store() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> objects = Files.list(temp.resolve("store"))) {
            objects.forEach(object -> found.put(object.getFileName().toString(), object.toFile().lastModified()));
        }
        return found;
    }

    private Backups recipient(boolean hidden) {
        PgpSealBuilder builder = seal("secret-key.asc").passphrase(Passphrase.of("test"));
        return target.sealedBy((hidden ? builder.hiddenEncryptTo(KEY) : builder.encryptTo(KEY)).build());
    }

    private static PgpSealBuilder seal(String keyFile) {
        return PgpSeal.builder().keys(new Keys(List.of(new KeyFile(GOLDEN.resolve(keyFile))), Clock.systemUTC()));
    }
}
