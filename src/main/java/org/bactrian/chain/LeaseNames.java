package org.bactrian.chain;

/**
 * The names of what belongs to a lease. They lie beside the sets; duplicity passes over names it does not know and never deletes
 * them (spec 1.5).
 *
 * <table>
 * <caption>names, after the prefix of all names ({@code --file-prefix}); R is a run's word ({@link org.bactrian.chain.lease.LeaseRecord})</caption>
 * <tr><td>{@code bactrian-lease}</td><td>the lease; its content is a {@code LeaseRecord}</td></tr>
 * <tr><td>{@code bactrian-lease.beat-R}</td><td>stored again and again by a run that takes long; its time says that the run lives</td></tr>
 * <tr><td>{@code bactrian-lease.heir-R}</td><td>there while somebody takes over the lease of R: of several only one can make it</td></tr>
 * <tr><td>{@code bactrian-lease.time-R}</td><td>made and removed by R to learn what time the store has</td></tr>
 * </table>
 *
 * @param prefixes of the target
 */
public record LeaseNames(Prefixes prefixes) {
    private static final String LEASE = "bactrian-lease";

    /** The lease. */
    public String lease() {
        return prefixes.all() + LEASE;
    }

    /** The sign of life of a run. */
    public String beat(String run) {
        return lease() + ".beat-" + run;
    }

    /** What only one of those can make that take over from a run. */
    public String heir(String run) {
        return lease() + ".heir-" + run;
    }

    /** What tells a run the store's time. */
    public String time(String run) {
        return lease() + ".time-" + run;
    }

    /** Whether an object belongs to a lease, by its name. */
    public boolean isOne(String name) {
        return name.equals(lease()) || name.startsWith(lease() + ".");
    }
}
