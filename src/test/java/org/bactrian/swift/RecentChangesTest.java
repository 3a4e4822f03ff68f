package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
    @Test
    void recentChangesAreForgottenInTime() {
        Instant[] now = {Instant.EPOCH};
        RecentChanges changes = new RecentChanges(() -> now[0]);
        changes.written("c", "p/a");
        changes.removed("c", "p/b");
        assertThat(changes.doubtful("c", "p/", Set.of("p/b"))).containsExactlyInAnyOrder("p/a", "p/b");
        assertThat(changes.doubtful("c", "p/", Set.of("p/a"))).isEmpty();
        assertThat(changes.doubtful("d", "p/", Set.of())).isEmpty();
        assertThat(changes.isJustWritten("c", "p/a")).isTrue();
        changes.removed("c", "p/a");
        assertThat(changes.isJustWritten("c", "p/a")).isFalse();
        now[0] = now[0].plus(RecentChanges.WINDOW).plus(1, ChronoUnit.SECONDS);
        assertThat(changes.doubtful("c", "p/", Set.of("p/a", "p/b"))).isEmpty();
    }

    @Test
    void recentChangesAreBounded() {
        RecentChanges changes = new RecentChanges(() -> Instant.EPOCH);
        for (int i = 0; i < 60_000; i++) {
            changes.written("c", "n" + i);
        }
        assertThat(changes.doubtful("c", "", Set.of())).hasSizeBetween(50_000, 50_001).doesNotContain("n0").contains("n59999");
    }
}
