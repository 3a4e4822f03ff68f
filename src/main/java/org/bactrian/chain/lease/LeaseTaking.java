package org.bactrian.chain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bactrian.chain.LeaseNames;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;

/**
 * Takes the lease of a target, or waits for it. A lease is taken over if its run is certainly dead (a process of this machine that is
 * there no more), if by the store's own clock no sign of life came for as long as it is good, or if none came while this run watched
 * for that long. No clock of any host counts, so none that is wrong can do harm. One use; one thread.
 */
public final class LeaseTaking {
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Others may take and give back the lease each time we look. */
    private static final int ATTEMPTS_WITHOUT_PAUSE = 8;

    private final LeaseStore store;
    private final LeaseNames names;
    private LeaseRecord record;
    private final Pace pace;
    private final RunLog log;
    private Sign watched;
    private long since;

    /** What shows that a lease's run lives: any change of it. */
    private record Sign(String run, Optional<Instant> stored, Optional<Instant> beat) {
    }

    /**
     * @param store  of the target
     * @param names  of the lease
     * @param record of this run; its counter larger than that of any set on the target
     * @param pace   how time passes
     * @param log    told when it has to wait
     */
    public LeaseTaking(LeaseStore store, LeaseNames names, LeaseRecord record, Pace pace, RunLog log) {
        this.store = store;
        this.names = names;
        this.record = record;
        this.pace = pace;
        this.log = log;
    }

    /**
     * Takes it.
     *
     * @param wait how long to wait for another run to end
     * @param look asked now and then while waiting; may throw to end that
     * @throws BactrianException LEASE_HELD, with who has it, if it cannot be had in that time
     */
    public Lease take(Duration wait, Runnable look) {
        Lease.begins(record.run());
        Lease taken = null;
        try {
            taken = takeOrWait(wait, look);
            return taken;
        } finally {
            if (taken == null) {
                Lease.ends(record.run());
            }
        }
    }

    private Lease takeOrWait(Duration wait, Runnable look) {
        long end = pace.nanos() + wait.toNanos();
        boolean told = false;
        for (int attempt = 0; ; attempt++) {
            if (store.create(names.lease(), record.bytes())) {
                return new Lease(store, names, record, false, Optional.empty());
            }
            Optional<byte[]> content = store.get(names.lease());
            Optional<LeaseRecord> held = content.flatMap(LeaseRecord::parse);
            if (content.isPresent()) {
                Optional<Lease> inherited = inherit(held);
                if (inherited.isPresent()) {
                    return inherited.get();
                }
            } else if (attempt < ATTEMPTS_WITHOUT_PAUSE) {
                continue; // just given back
            }
            long left = end - pace.nanos();
            if (left <= 0) {
                throw held(held);
            }
            if (!told) {
                log.notice("Waiting for " + held.map(LeaseRecord::toString).orElse("another run") + " to end, which writes to this target");
                told = true;
                record = new LeaseRecord(record.run(), record.holder(), record.counter(), record.valid()); // its set will be of a later time
            }
            look.run();
            pause(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }

    private void pause(Duration time) {
        try {
            pace.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BactrianException(ErrorKind.INTERRUPTED, "Stopped", "", e);
        }
    }

    private BactrianException held(Optional<LeaseRecord> held) {
        return new BactrianException(ErrorKind.LEASE_HELD, "Another run writes to this target: " + held.map(LeaseRecord::toString)
                .orElse("its lease " + names.lease() + " does not say which"), "Let it end, or wait for it with --lock-wait SECONDS. If it is"
                + " dead, its lease ends " + valid(held).toSeconds() + " seconds after its last sign of life.");
    }

    private Duration valid(Optional<LeaseRecord> held) {
        return held.map(LeaseRecord::valid).orElse(record.valid());
    }

    /** Takes over what is there, if its run gives no sign of life any more and nobody else is at it. */
    private Optional<Lease> inherit(Optional<LeaseRecord> held) {
        String run = held.map(LeaseRecord::run).orElse("unknown");
        Sign sign = sign(run);
        boolean dead = isDead(held);
        if (!dead && !isExpired(sign, valid(held))) {
            return Optional.empty();
        }
        String heir = names.heir(run);
        if (!store.create(heir, record.bytes()) && !(dropDead(heir) && store.create(heir, record.bytes()))) {
            return Optional.empty();
        }
        try {
            boolean same = store.get(names.lease()).flatMap(LeaseRecord::parse).equals(held) && sign(run).equals(sign);
            if (!same) {
                return Optional.empty();
            }
            long counter = Math.max(record.counter(), held.map(LeaseRecord::counter).orElse(0L) + 1);
            LeaseRecord mine = new LeaseRecord(record.run(), record.holder(), counter, record.valid(), record.set());
            store.put(names.lease(), mine.bytes());
            held.ifPresent(gone -> log.notice("The lease of " + gone + " is taken over, which gives no sign of life"));
            store.delete(names.beat(run));
            return Optional.of(new Lease(store, names, mine, !dead, held));
        } finally {
            store.delete(heir);
        }
    }

    private boolean isDead(Optional<LeaseRecord> held) {
        return held.filter(found -> found.holder().isSame(record.holder()) ? !Lease.lives(found.run())
                : record.holder().knowsDead(found.holder())).isPresent();
    }

    private boolean isExpired(Sign sign, Duration valid) {
        if (!sign.equals(watched)) {
            watched = sign;
            since = pace.nanos();
        } else if (pace.nanos() - since > valid.toNanos()) {
            return true;
        }
        Instant last = sign.stored().orElse(Instant.EPOCH);
        Instant beat = sign.beat().orElse(last);
        return storeTime(store, names, record.run()).isAfter((beat.isAfter(last) ? beat : last).plus(valid));
    }

    private Sign sign(String run) {
        return new Sign(run, store.modified(names.lease()), store.modified(names.beat(run)));
    }

    /**
     * Who was to take over may have died at it. Of two that find that out at once both may go on; the lease tells them apart, which
     * each looks at before its manifest.
     *
     * @return whether nobody is at it any more
     */
    private boolean dropDead(String heir) {
        Optional<Instant> made = store.modified(heir);
        boolean dead = isDead(store.get(heir).flatMap(LeaseRecord::parse))
                || made.isPresent() && storeTime(store, names, record.run()).isAfter(made.get().plus(record.valid()));
        if (dead) {
            store.delete(heir);
        }
        return dead;
    }

    static Instant storeTime(LeaseStore store, LeaseNames names, String run) {
        String name = names.time(run);
        store.put(name, new byte[] {'\n'});
        try {
            return store.modified(name).orElseThrow(() -> new BactrianException(ErrorKind.STORE_FAILED,
                    "The store does not find " + name + ", which was stored a moment ago", "The store lags behind; run it again."));
        } finally {
            store.delete(name);
        }
    }
}
