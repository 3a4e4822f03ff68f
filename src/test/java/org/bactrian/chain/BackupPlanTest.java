package org.bactrian.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Walk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupPlanTest {
    private static BackupPlan plan(StoreListing listing, BackupPlan.Mode mode, Instant now) {
        return BackupPlan.of(listing.collection(), mode, Optional.empty(), now);
    }

    private static void fails(ErrorKind kind, String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).startsWith(message);
            assertThat(e.guidance()).isNotEmpty();
        });
    }

    @Test
    void theFirstBackupIsAFull() {
        BackupPlan plan = plan(StoreListing.plain(), BackupPlan.Mode.AUTOMATIC, day(1).plusMillis(999));
        assertThat(plan.set()).isEqualTo(SetId.full(day(1)));
        assertThat(plan.isFull()).isTrue();
        assertThat(plan.messages()).containsExactly("No signatures found, switching to full backup.");
        assertThat(plan(StoreListing.plain(), BackupPlan.Mode.FULL, day(1)).messages()).isEmpty();
    }

    @Test
    void thenItIsAnIncrement() {
        StoreListing listing = StoreListing.plain().full(1).increment(1, 2);
        BackupPlan plan = plan(listing, BackupPlan.Mode.AUTOMATIC, day(3));
        assertThat(plan.set()).isEqualTo(id(2, 3));
        assertThat(plan.base().orElseThrow().signatures().sets()).containsExactly(SetId.full(day(1)), id(1, 2));
        assertThat(plan(listing, BackupPlan.Mode.INCREMENTAL, day(3)).set()).isEqualTo(id(2, 3));
        assertThat(plan(listing, BackupPlan.Mode.FULL, day(3)).set()).isEqualTo(SetId.full(day(3)));
    }

    @Test
    void anIncrementOnNothingIsRefused() {
        fails(ErrorKind.NO_CHAIN_FOR_INCREMENT, "Fatal Error: Unable to start incremental backup.  Old signatures not found",
                () -> plan(StoreListing.plain(), BackupPlan.Mode.INCREMENTAL, day(1)));
    }

    @Test
    void anOldFullForcesANewOne() {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 9).collection();
        for (BackupPlan.Mode mode : List.of(BackupPlan.Mode.AUTOMATIC, BackupPlan.Mode.INCREMENTAL)) {
            BackupPlan plan = BackupPlan.of(collection, mode, Optional.of(day(2)), day(10));
            assertThat(plan.isFull()).isTrue();
            assertThat(plan.messages()).containsExactly("Last full backup is too old, forcing full backup");
            assertThat(BackupPlan.of(collection, mode, Optional.of(day(1)), day(10)).isFull()).isFalse();
        }
    }

    @Test
    void aNewSetIsLaterThanAllOthers() {
        StoreListing listing = StoreListing.plain().full(1);
        assertThat(plan(listing, BackupPlan.Mode.AUTOMATIC, day(1)).set()).isEqualTo(SetId.increment(day(1), day(1).plusSeconds(1)));
        assertThat(plan(listing, BackupPlan.Mode.FULL, day(1).minusSeconds(60)).set()).isEqualTo(SetId.full(day(1).plusSeconds(1)));
        listing.volumes(id(1, 2), 1);
        assertThat(plan(listing, BackupPlan.Mode.AUTOMATIC, day(2)).set()).isEqualTo(SetId.increment(day(1), day(2).plusSeconds(1)));
    }

    @Test
    void aClockThatWentBackIsRefused() {
        fails(ErrorKind.USER_ERROR, "The newest backup is of 2024-01-02T00:00:00Z, but the clock says 2024-01-01T23:58:59Z.",
                () -> plan(StoreListing.plain().full(2), BackupPlan.Mode.AUTOMATIC, day(2).minusSeconds(61)));
    }

    @ParameterizedTest
    @CsvSource({"., .", "./, .", "s/., s", ".//s/../s/, s/../s", "s/x/.., s/x/..", "../w/s//x/, ../w/s/x", "/, /", "//, /", "/a//b/., /a/b", "s/f, s/f"})
    void theSourceIsWrittenAsDuplicityWritesIt(String typed, String expected) {
        assertThat(new String(Walk.shownRoot(typed.getBytes(UTF_8)), UTF_8)).isEqualTo(expected);
    }

    @Test
    void theSourceMustBeTheSame() {
        SourceIdentity here = new SourceIdentity("box", "box.example.org", "/home".getBytes(UTF_8));
        here.check(manifest("box", "/home"));
        here.check(manifest("box.example.org", "/home"));
        here.check(new Manifest(Optional.empty(), Optional.empty(), List.of()));
        fails(ErrorKind.SOURCE_HOST_CHANGED, "Fatal Error: Backup source host has changed. Current hostname: box, previous hostname: other",
                () -> here.check(manifest("other", "/home")));
        fails(ErrorKind.SOURCE_DIR_CHANGED, "Fatal Error: Backup source directory has changed. Current directory: /home, previous directory: \"/a\\x0ab\"",
                () -> here.check(manifest("box", "/a\nb")));
    }

    @Test
    void theLastManifestIsTheOneThatCanBeRead() {
        Manifest one = manifest("a", "/");
        assertThat(SourceIdentity.lastManifest(Optional.of(one), Optional.of(manifest("a", "/")))).isSameAs(one);
        assertThat(SourceIdentity.lastManifest(Optional.empty(), Optional.of(one))).isSameAs(one);
        assertThat(SourceIdentity.lastManifest(Optional.of(one), Optional.empty())).isSameAs(one);
        fails(ErrorKind.MANIFESTS_DIFFER, "Fatal Error: Remote manifest does not match local one.",
                () -> SourceIdentity.lastManifest(Optional.of(one), Optional.of(manifest("b", "/"))));
        fails(ErrorKind.MANIFEST_UNREADABLE, "Fatal Error: Neither", () -> SourceIdentity.lastManifest(Optional.empty(), Optional.empty()));
    }

    private static Manifest manifest(String host, String folder) {
        return new Manifest(Optional.of(host), Optional.of(folder.getBytes(UTF_8)), List.of());
    }
}
