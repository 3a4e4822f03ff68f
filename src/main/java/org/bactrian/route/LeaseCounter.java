package org.bactrian.route;

import java.util.Comparator;
import java.util.Optional;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;

/** The counter of leases goes on from that of the newest set whose manifest is at hand. */
final class LeaseCounter {
    private LeaseCounter() {
    }

    /** One more than that; 1 if no set says any. */
    static long next(Run run) {
        return newest(run).map(set -> run.archive().provenance(set).lease()).orElse(0L) + 1;
    }

    /** The newest set of which a manifest is in the archive directory. */
    static Optional<SetId> newest(Run run) {
        return run.archive().names().stream().map(run.names()::parse).flatMap(Optional::stream)
                .filter(name -> name.kind() == ObjectKind.MANIFEST && !name.partial()).map(ObjectName::set)
                .max(Comparator.comparing(SetId::time));
    }
}
