package org.bactrian.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bactrian.job.config.Trigger;
import org.junit.jupiter.api.Test;

/** Of what the database fires: which time of the schedule it is, and which were passed over. */
class SlotsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Trigger EVERY_MINUTE = new Trigger("0 * * * * ?", ZoneOffset.UTC, null, Duration.ZERO);

    @Test
    void aTimeThatFollowsTheOneBeforeMissesNothing() {
        Slots slots = Slots.of(EVERY_MINUTE, NOON, NOON.plusSeconds(60));
        assertThat(slots).isEqualTo(new Slots(NOON.plusSeconds(60), 0, null, null));
    }

    @Test
    void theFirstEverMissesNothing() {
        assertThat(Slots.of(EVERY_MINUTE, null, NOON)).isEqualTo(new Slots(NOON, 0, null, null));
    }

    @Test
    void ofThoseThatWereMissedTheLastIsMadeUpFor() {
        Slots slots = Slots.of(EVERY_MINUTE, NOON, NOON.plusSeconds(60 * 5 + 17));
        assertThat(slots).isEqualTo(new Slots(NOON.plusSeconds(300), 4, NOON.plusSeconds(60), NOON.plusSeconds(240)));
    }

    @Test
    void aYearlyTimeIsFound() {
        Trigger yearly = new Trigger("0 0 3 1 1 ?", ZoneId.of("Europe/Zurich"), null, Duration.ZERO);
        assertThat(Slots.of(yearly, null, NOON).slot()).isEqualTo(Instant.parse("2026-01-01T02:00:00Z"));
    }

    @Test
    void anIntervalCountsFromTheOneBefore() {
        Trigger hourly = new Trigger(null, null, Duration.ofHours(1), Duration.ZERO);
        assertThat(Slots.of(hourly, NOON, NOON.plusSeconds(3600))).isEqualTo(new Slots(NOON.plusSeconds(3600), 0, null, null));
        assertThat(Slots.of(hourly, NOON, NOON.plusSeconds(3 * 3600 + 5)).missed()).isEqualTo(3);
    }

    @Test
    void anEndlessOutageIsCountedNoFurtherThanThat() {
        Trigger everySecond = new Trigger("* * * * * ?", ZoneOffset.UTC, null, Duration.ZERO);
        assertThat(Slots.of(everySecond, NOON, NOON.plus(Duration.ofDays(30))).missed()).isEqualTo(Slots.MOST);
    }

    @Property(tries = 200)
    void eachTimeIsEitherTheSlotOrMissed(@ForAll @IntRange(min = 0, max = 5000) int late, @ForAll @IntRange(min = 1, max = 59) int step) {
        Trigger trigger = new Trigger("0/" + step + " * * * * ?", ZoneOffset.UTC, null, Duration.ZERO);
        Instant first = trigger.after(NOON);
        Slots slots = Slots.of(trigger, NOON, first.plusMillis(late * 10L));
        int times = 0;
        for (Instant at = first; !at.isAfter(slots.slot()); at = trigger.after(at)) {
            times++;
        }
        assertThat(times).isEqualTo(slots.missed() + 1);
        assertThat(trigger.after(slots.slot())).isAfter(first.plusMillis(late * 10L));
    }
}
