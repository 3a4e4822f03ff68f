package org.bactrian.chain.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDirectoryTest {
    private static final SetId FULL = SetId.full(day(1));

    @TempDir
    private Path temp;

    private ArchiveDirectory open() {
        return ArchiveDirectory.open(temp.resolve("cache/name"), NameScheme.standard());
    }

    private static ArchiveDirectory golden(String chain) {
        return ArchiveDirectory.open(Goldens.path(chain), NameScheme.standard());
    }

    @Test
    void itsPlaceFollowsNameAndUrl() {
        Map<String, String> environment = Map.of("HOME", "/home/u", "V", "x$y", "XDG_CACHE_HOME", "");
        String url = "file:///srv/golden/remote/plain";
        assertThat(ArchiveLocation.resolve(Optional.empty(), Optional.empty(), url, environment))
                .hasToString("/home/u/.cache/bactrian/26ca38a5e32a97533cdf90325c4bbbab");
        assertThat(ArchiveLocation.resolve(Optional.empty(), Optional.of("n"), url, Map.of("XDG_CACHE_HOME", "/c")))
                .hasToString("/c/bactrian/n");
        assertThat(ArchiveLocation.resolve(Optional.of("~/a/$V/${V}/$NO"), Optional.of("n"), url, environment))
                .hasToString("/home/u/a/x$y/x$y/$NO/n");
        assertThat(ArchiveLocation.resolve(Optional.of("~other/a"), Optional.of("n"), url, environment).toString()).endsWith("/~other/a/n");
        assertThatThrownBy(() -> ArchiveLocation.resolve(Optional.of("a\0b"), Optional.empty(), url, environment))
                .isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_ARCHIVE_DIR));
    }

    @Test
    void folderAndFilesAreTheOwnersAlone() throws IOException {
        ArchiveDirectory archive = open();
        try (PendingFile file = archive.write(FULL.manifest(Packing.OPENPGP))) {
            file.write("x".getBytes(UTF_8));
            file.commit();
        }
        Path written = archive.folder().resolve("duplicity-full.20240101T000000Z.manifest");
        assertThat(written).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.folder()))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.folder().getParent()))).isEqualTo("rwx------");
    }

    @Test
    void aFileIsThereWholeOrNotAtAll() throws IOException {
        ArchiveDirectory archive = open();
        try (PendingFile file = archive.write(FULL.signatures(Packing.GZIP))) {
            file.write(1);
            assertThat(archive.find(ObjectKind.SIGNATURES, FULL)).isEmpty();
            assertThat(archive.names()).singleElement().asString().startsWith("bactrian-pending-");
        }
        assertThat(archive.names()).isEmpty();
        try (PendingFile file = archive.write("state.bactrian")) {
            file.commit();
            assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
        }
        assertThat(archive.names()).containsExactly("state.bactrian");
        archive.delete("state.bactrian");
        archive.delete("state.bactrian");
        assertThat(archive.names()).isEmpty();
    }

    @Test
    void whatABrokenRunLeftIsDeleted() throws IOException {
        ArchiveDirectory archive = open();
        Files.createFile(archive.folder().resolve("bactrian-pending-1.tmp"));
        Files.createFile(archive.folder().resolve("duplicity-full.20240101T000000Z.manifest.part"));
        assertThat(archive.deletePending()).containsExactly("bactrian-pending-1.tmp");
        assertThat(archive.names()).containsExactly("duplicity-full.20240101T000000Z.manifest.part");
    }

    @Test
    void namesCannotLeadOut() {
        ArchiveDirectory archive = open();
        for (String name : List.of("../x", "a/b", "", ".", "..")) {
            assertThatThrownBy(() -> archive.write(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> archive.delete(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsWhatDuplicityKept() throws IOException {
        ArchiveDirectory archive = golden("symmetric/archive");
        assertThat(archive.manifest(FULL).orElseThrow().volumes()).hasSize(2);
        assertThat(archive.volumeCount(FULL)).isEqualTo(OptionalInt.of(2));
        assertThat(archive.volumeCount(SetId.full(day(9)))).isEmpty();
        try (InputStream signatures = archive.openSignatures(id(1, 2)).orElseThrow()) {
            assertThat(signatures.readAllBytes().length % 10240).isZero();
        }
        assertThat(archive.openJsonstat(FULL)).isEmpty();
    }

    @Test
    void otherSpellingsAreFoundToo() throws IOException {
        ArchiveDirectory archive = open();
        Files.writeString(archive.folder().resolve("df.s6k2o0.m"), "broken");
        assertThat(archive.find(ObjectKind.MANIFEST, FULL)).isPresent();
        assertThatThrownBy(() -> archive.manifest(FULL)).isInstanceOf(BactrianException.class);
        assertThat(archive.volumeCount(FULL)).isEmpty();
    }

    @Test
    void damagedSignaturesAreNamed() throws IOException {
        ArchiveDirectory archive = open();
        Files.writeString(archive.folder().resolve("duplicity-full-signatures.20240101T000000Z.sigtar.gz"), "not gzip");
        assertThatThrownBy(() -> archive.openSignatures(FULL)).isInstanceOf(BactrianException.class).hasMessageContaining("sigtar.gz is damaged");
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> ArchiveDirectory.open(file, NameScheme.standard())).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_ARCHIVE_DIR));
    }

    @Test
    void oneLockAtATimeInThisProcess() throws IOException {
        ArchiveDirectory archive = open();
        try (ArchiveLock lock = archive.lock()) {
            assertThatThrownBy(archive::lock).isInstanceOfSatisfying(BactrianException.class, e -> {
                assertThat(e.exitCode()).isEqualTo(23);
                assertThat(e).hasMessage("Another duplicity instance is already running with this archive directory");
            });
            lock.close();
            lock.close();
        }
        archive.lock().close();
        assertThat(archive.folder().resolve("lockfile")).isEmptyFile();
    }

    @Test
    void copiesWhatIsMissing() {
        StoreListing store = StoreListing.encrypted().full(1).increment(1, 2).full(3);
        SyncPlan plan = SyncPlan.of(NameScheme.standard(), store.objects(), List.of("duplicity-full.20240103T000000Z.manifest", "foo",
                "duplicity-full.20230101T000000Z.manifest", "duplicity-full.20230102T000000Z.manifest.part",
                "duplicity-full.20240101T000000Z.manifest.part"), SyncPlan.allSets());
        assertThat(plan.copies()).extracting(SyncPlan.Copy::localName).containsExactly(
                "duplicity-full.20240101T000000Z.manifest", "duplicity-inc.20240101T000000Z.to.20240102T000000Z.manifest",
                "duplicity-full-signatures.20240101T000000Z.sigtar.gz", "duplicity-full-signatures.20240103T000000Z.sigtar.gz",
                "duplicity-new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar.gz");
        assertThat(plan.spurious()).containsExactly("duplicity-full.20230101T000000Z.manifest", "duplicity-full.20240101T000000Z.manifest.part");
        assertThat(plan.headline()).isEqualTo("Synchronizing remote metadata to local cache...");
        assertThat(SyncPlan.copyLine(plan.copies().get(0))).isEqualTo("Copying duplicity-full.20240101T000000Z.manifest.gpg to local cache.");
        assertThat(SyncPlan.deleteLine(Path.of("/c"), plan.spurious().get(0)))
                .isEqualTo("Deleting local /c/duplicity-full.20230101T000000Z.manifest (not authoritative at backend).");
        assertThat(plan.dryRunLines()).hasSize(9).startsWith("Sync would copy the following from remote to local:",
                "duplicity-full-signatures.20240101T000000Z.sigtar.gpg").contains("Sync would remove the following spurious local files:");
    }

    @Test
    void partialModeCopiesOneChain() {
        StoreListing store = StoreListing.plain().full(1).increment(1, 2).full(3);
        BackupCollection collection = store.collection();
        SyncPlan plan = SyncPlan.of(NameScheme.standard(), store.objects(), List.of(), SyncPlan.setsOf(collection.chainCovering(day(2))));
        assertThat(plan.copies()).hasSize(4).allSatisfy(copy -> assertThat(copy.from().name().set().time()).isBefore(day(3)));
        assertThat(SyncPlan.of(NameScheme.standard(), store.objects(), List.of(), SyncPlan.setsOf(Optional.empty())).isEmpty()).isTrue();
    }

    @Test
    void nothingToDoIsSaid() {
        StoreListing store = StoreListing.plain().full(1);
        SyncPlan plan = SyncPlan.of(NameScheme.standard(), store.objects(), store.names(), SyncPlan.allSets());
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.dryRunLines()).containsExactly("Local and Remote metadata are synchronized, no sync needed.");
    }
}
