package org.bactrian.chain.retention;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetId;

/** The sets that must stay because their owner protected them: each with all that it builds on. Immutable. */
final class Protection {
    private final Map<SetId, String> reasons = new HashMap<>();

    Protection(BackupCollection collection) {
        for (SetId id : collection.protections().keySet()) {
            collection.chains().forEach(chain -> addBases(chain, id));
        }
        collection.protections().keySet().forEach(id -> reasons.put(id, "protected"));
    }

    private void addBases(BackupChain chain, SetId id) {
        if (chain.sets().stream().anyMatch(set -> set.id().equals(id))) {
            chain.setsUpTo(id.time()).forEach(set -> reasons.put(set.id(), "the protected " + id + " builds on it"));
        } else if (chain.hidden().stream().anyMatch(set -> set.id().equals(id))) {
            chain.setsUpTo(id.start().orElseThrow()).forEach(set -> reasons.put(set.id(), "the protected " + id + " builds on it"));
        }
    }

    /** Why the set must stay; empty if it need not. */
    Optional<String> reason(BackupSet set) {
        return Optional.ofNullable(reasons.get(set.id()));
    }

    boolean keeps(BackupSet set) {
        return reasons.containsKey(set.id());
    }

    /** Whether anything of a chain must stay. */
    boolean touches(BackupChain chain) {
        return chain.sets().stream().anyMatch(this::keeps) || chain.hidden().stream().anyMatch(this::keeps);
    }
}
