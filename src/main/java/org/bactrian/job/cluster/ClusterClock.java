package org.bactrian.job.cluster;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of the cluster: this host's clock, put right by the database's when it was last asked. So the sets and runs of all nodes are in
 * one order, whatever their clocks say; without the database it goes on. Thread-safe.
 */
final class ClusterClock extends Clock {
    private final Clock host;
    private volatile Duration ahead = Duration.ZERO;

    ClusterClock(Clock host) {
        this.host = host;
    }

    /** Asks the database. */
    void measure(ClusterDatabase database) throws SQLException {
        Instant before = host.instant();
        Instant there = database.time();
        Duration way = Duration.between(before, host.instant()).dividedBy(2);
        ahead = Duration.between(there, before.plus(way));
    }

    /** How far the host's clock is ahead of the database's; negative if behind. */
    Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return host.instant().minus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return host.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ClusterClock(host.withZone(zone));
    }
}
