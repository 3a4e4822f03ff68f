package org.bactrian.chain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.Duplicity;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.error.BactrianException;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares an archive directory with the real duplicity. */
@NeedsPeer({"duplicity", "gpg"})
class ArchiveDirectoryIT {
    @TempDir
    private Path temp;

    @Test
    void ourLockKeepsDuplicityOut() throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of());
        Path source = Files.createDirectories(temp.resolve("source"));
        ArchiveDirectory archive = ArchiveDirectory.open(duplicity.cache(), NameScheme.standard());
        for (int i = 0; i < 2; i++) {
            try (ArchiveLock lock = archive.lock()) {
                assertThat(duplicity.run("full", source.toString(), duplicity.url(), "--no-encryption").exitCode()).isEqualTo(23);
            }
            assertThat(duplicity.run("full", source.toString(), duplicity.url(), "--no-encryption").exitCode()).isZero();
        }
    }

    @Test
    void duplicitysLockKeepsUsOut() throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of());
        Path source = Files.createDirectories(temp.resolve("source"));
        try (RandomAccessFile big = new RandomAccessFile(source.resolve("big").toFile(), "rw")) {
            big.setLength(4L << 30);
        }
        ArchiveDirectory archive = ArchiveDirectory.open(duplicity.cache(), NameScheme.standard());
        Process running = duplicity.start(temp.resolve("out"), "full", source.toString(), duplicity.url(), "--no-encryption");
        try {
            while (running.isAlive() && archive.names().stream().noneMatch("lockfile"::equals)) {
                Thread.sleep(20);
            }
            Thread.sleep(300);
            assertThat(running.isAlive()).isTrue();
            assertThatThrownBy(archive::lock).isInstanceOf(BactrianException.class)
                    .hasMessage("Another duplicity instance is already running with this archive directory");
        } finally {
            running.destroyForcibly().waitFor();
        }
        archive.lock().close();
    }

    @Test
    void plansTheSyncThatDuplicityPlans() throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of("PASSPHRASE", "test", "GNUPGHOME", Files.createDirectories(temp.resolve("gnupg")).toString()));
        for (String name : Goldens.names("symmetric/remote")) {
            Files.copy(Goldens.path("symmetric/remote/" + name), duplicity.store().resolve(name));
        }
        String spurious = "duplicity-full.20230101T000000Z.manifest";
        Files.copy(Goldens.path("symmetric/archive/duplicity-full.20240101T000000Z.manifest"), duplicity.cache().resolve(spurious));
        ArchiveDirectory archive = ArchiveDirectory.open(duplicity.cache(), NameScheme.standard());
        var store = StoreListing.objects(duplicity.names());
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), store, archive.names());
        SyncPlan plan = SyncPlan.of(NameScheme.standard(), store, archive.names(),
                SyncPlan.setsOf(collection.chainCovering(StoreListing.day(9))));

        List<String> theirs = duplicity.run("list-current-files", "--dry-run", duplicity.url()).output();
        assertThat(theirs.subList(0, plan.dryRunLines().size())).containsExactlyInAnyOrderElementsOf(plan.dryRunLines());
        List<String> ours = new ArrayList<>(List.of(plan.headline()));
        plan.spurious().forEach(file -> ours.add(SyncPlan.deleteLine(archive.folder(), file)));
        int first = ours.size();
        plan.copies().forEach(copy -> ours.add(SyncPlan.copyLine(copy)));
        List<String> did = duplicity.run("list-current-files", duplicity.url()).output().subList(0, ours.size());
        assertThat(did.subList(0, first)).isEqualTo(ours.subList(0, first));
        // in the order of a set of Python's, which differs from run to run
        assertThat(did.subList(first, did.size())).containsExactlyInAnyOrderElementsOf(ours.subList(first, ours.size()));

        List<String> expected = plan.copies().stream().map(SyncPlan.Copy::localName).sorted().toList();
        assertThat(archive.names()).filteredOn(name -> !name.equals("lockfile")).isEqualTo(expected);
        for (SetId set : collection.active().orElseThrow().signatures().sets()) {
            assertThat(archive.manifest(set)).isPresent();
            assertThat(archive.openSignatures(set).orElseThrow().readAllBytes()).isNotEmpty();
            assertThat(archive.find(ObjectKind.JSONSTAT, set)).isEqualTo(Optional.empty());
        }
    }
}
