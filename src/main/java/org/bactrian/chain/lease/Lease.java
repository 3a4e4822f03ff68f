package org.bactrian.chain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bactrian.chain.LeaseNames;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The right to write to a target, which one run has at a time. It is had by making an object that nobody else has made, kept by signs of
 * life, and lost when these stay away for longer than it is good: then somebody else may put his own in its place, with a higher
 * counter. A run that slept through that cannot know; so it has to {@link #check} each time before it does what cannot be undone.
 * Made by {@link LeaseTaking}. Thread-safe.
 */
public final class Lease {
    /** Runs of this process that have a lease: a lease of this process that is not among them belongs to nobody. */
    private static final Set<String> LIVING = ConcurrentHashMap.newKeySet();

    private final LeaseStore store;
    private final LeaseNames names;
    private final LeaseRecord record;
    private final boolean inherited;
    private final Optional<LeaseRecord> before;
    private volatile boolean beaten;
    private volatile BactrianException lost;

    Lease(LeaseStore store, LeaseNames names, LeaseRecord record, boolean inherited, Optional<LeaseRecord> before) {
        this.store = store;
        this.names = names;
        this.record = record;
        this.inherited = inherited;
        this.before = before;
    }

    /** Whether a run of this process has a lease, or is about to get one. */
    static boolean lives(String run) {
        return LIVING.contains(run);
    }

    static void begins(String run) {
        LIVING.add(run);
    }

    static void ends(String run) {
        LIVING.remove(run);
    }

    /** What it says. */
    public LeaseRecord record() {
        return record;
    }

    /** Whether it was taken over from a run that gave no sign of life, and may yet wake up. */
    public boolean isInherited() {
        return inherited;
    }

    /**
     * Whether an unfinished set of this time is that of the run from which this was taken over, on a machine of the same name: nobody is at
     * it any more, for that run is dead, or ends when it looks at its lease.
     */
    public boolean isLeftByPredecessor(Instant set) {
        return before.filter(gone -> gone.holder().host().equals(record.holder().host())).flatMap(LeaseRecord::set)
                .filter(set::equals).isPresent();
    }

    /** Asks the store whether this run still has it. @throws BactrianException LEASE_LOST if not, now and from then on */
    public void check() {
        requireHeld();
        Optional<LeaseRecord> there = store.get(names.lease()).flatMap(LeaseRecord::parse);
        if (there.filter(found -> found.run().equals(record.run())).isEmpty()) {
            lost = new BactrianException(ErrorKind.LEASE_LOST, "This run has lost its lease on the target"
                    + there.map(found -> " to " + found).orElse(", and somebody else may have written meanwhile"),
                    "It was silent for more than " + record.valid().toSeconds()
                            + " seconds, so another took over; nothing of this run counts. Run it again.");
            throw lost;
        }
    }

    /** The same from what is known already; asks nobody. */
    public void requireHeld() {
        if (lost != null) {
            throw lost;
        }
    }

    /** Gives a sign of life. @throws BactrianException LEASE_LOST if it is too late for one */
    public void beat() {
        check();
        beaten = true;
        store.put(names.beat(record.run()), record.bytes());
    }

    /** The store's time; costs three requests. @throws BactrianException STORE_FAILED if the store loses what it has just got */
    public Instant storeTime() {
        return LeaseTaking.storeTime(store, names, record.run());
    }

    /** Gives it back, if it still is there to give. */
    public void release() {
        ends(record.run());
        if (beaten) {
            store.delete(names.beat(record.run()));
        }
        if (lost == null && store.get(names.lease()).flatMap(LeaseRecord::parse).filter(record::equals).isPresent()) {
            store.delete(names.lease());
        }
    }

    /** How often to {@link #beat}. */
    public Duration beatEvery() {
        return record.valid().dividedBy(4);
    }
}
