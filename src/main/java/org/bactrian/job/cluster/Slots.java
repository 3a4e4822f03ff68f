package org.bactrian.job.cluster;

import java.time.Duration;
import java.time.Instant;
import org.bactrian.job.config.Trigger;

/**
 * Which time of a schedule a run is for, and which times before it passed without a run.
 *
 * @param slot        the last time of the schedule that has come
 * @param missed      how many passed since the one before that was fired, without this one; not counted further than {@value #MOST}
 * @param firstMissed null if none
 * @param lastMissed  null if none
 */
record Slots(Instant slot, int missed, Instant firstMissed, Instant lastMissed) {
    static final int MOST = 100_000;

    /**
     * @param trigger  of the job
     * @param previous the time fired before; null if not known
     * @param fired    the time that is fired now: one of the schedule, or, for one that was missed, when that was noticed
     */
    static Slots of(Trigger trigger, Instant previous, Instant fired) {
        Instant slot = trigger.every() == null ? latest(trigger, fired) : fired;
        int missed = 0;
        Instant first = null;
        Instant last = null;
        Instant at = previous == null ? slot : next(trigger, previous);
        while (at.isBefore(slot) && missed < MOST) {
            first = first == null ? at : first;
            last = at;
            missed++;
            at = next(trigger, at);
        }
        return new Slots(slot, missed, first, last);
    }

    private static Instant next(Trigger trigger, Instant time) {
        Instant next = trigger.after(time);
        return next == null ? Instant.MAX : next;
    }

    /** The last time of the schedule that is not after another; Quartz knows only the next, so it is looked for ever further back. */
    private static Instant latest(Trigger trigger, Instant fired) {
        for (Duration back = Duration.ofSeconds(1); back.toDays() < 3660; back = back.multipliedBy(4)) {
            Instant at = next(trigger, fired.minus(back));
            if (!at.isAfter(fired)) {
                Instant after = next(trigger, at);
                while (!after.isAfter(fired)) {
                    at = after;
                    after = next(trigger, at);
                }
                return at;
            }
        }
        return fired;
    }
}
