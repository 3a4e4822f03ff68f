package org.bactrian.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoredObject;

/**
 * Sets that somebody else has stored since this run decided what to make: a writer that knows no lease, as duplicity, or one that slept
 * through the end of its own. Two sets made from one state of the chain exclude each other.
 */
final class Rivals {
    private Rivals() {
    }

    /** One of them, if the store's listing shows any. */
    static Optional<SetId> find(Run run, List<StoredObject> listing) {
        Set<SetId> known = manifests(run.names(), run.listing());
        SetId own = run.newSet().id();
        return manifests(run.names(), listing).stream().filter(set -> !set.equals(own) && !known.contains(set)).findFirst();
    }

    private static Set<SetId> manifests(NameScheme names, List<StoredObject> listing) {
        return listing.stream().map(object -> names.parse(object.name())).flatMap(Optional::stream)
                .filter(name -> name.kind() == ObjectKind.MANIFEST && !name.partial()).map(ObjectName::set).collect(Collectors.toSet());
    }

    /** What to say of one. */
    static BactrianException failure(SetId rival) {
        return new BactrianException(ErrorKind.LEASE_LOST, "Somebody else has stored the " + rival + " meanwhile; this run's set does not count",
                "Run it again. duplicity, and --no-lease, keep nobody from writing at the same time.");
    }
}
