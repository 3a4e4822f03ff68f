package org.bactrian.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bactrian.store.StoredObject;

/** Sorts the objects of a store into sets, by their names. One pass; then {@link #sets}. Not thread-safe. */
final class Listing {
    private final NameScheme scheme;
    private final List<Finding> findings;
    private final Map<SetId, Gathered> gathered = new HashMap<>();
    private final SortedMap<SetId, String> protections = new TreeMap<>();

    /** What has been seen of one set. */
    private static final class Gathered {
        final TreeMap<Integer, SetObject> volumes = new TreeMap<>();
        final EnumMap<ObjectKind, SetObject> metadata = new EnumMap<>(ObjectKind.class);
    }

    /** @param findings receives what is odd about single objects */
    Listing(NameScheme scheme, List<Finding> findings) {
        this.scheme = scheme;
        this.findings = findings;
    }

    void addAll(Collection<StoredObject> store) {
        for (StoredObject object : store) {
            Optional<SetId> protectedSet = ProtectionMark.parse(object.name(), scheme.prefixes());
            if (protectedSet.isPresent()) {
                protections.put(protectedSet.get(), object.name());
                continue;
            }
            if (new LeaseNames(scheme.prefixes()).isOne(object.name())) {
                continue;
            }
            Optional<ObjectName> name = scheme.parse(object.name());
            if (name.isEmpty()) {
                foreign(object, "is none of a backup's objects by its name and is left alone");
            } else if (name.get().packing() == Packing.UNKNOWN) {
                foreign(object, "is left alone for its unknown suffix, but duplicity takes it for an object of the " + name.get().set());
            } else if (name.get().partial()) {
                foreign(object, "is a file of an archive directory and has no meaning on a store");
            } else {
                add(new SetObject(object, name.get()));
            }
        }
    }

    private void foreign(StoredObject object, String why) {
        findings.add(new Finding(Finding.Kind.FOREIGN_OBJECT, Optional.empty(), List.of(object.name()),
                "The object " + object.name() + " " + why + "."));
    }

    private void add(SetObject object) {
        Gathered set = gathered.computeIfAbsent(object.name().set(), id -> new Gathered());
        SetObject before = object.name().kind() == ObjectKind.VOLUME ? set.volumes.get(object.name().volume())
                : set.metadata.get(object.name().kind());
        SetObject kept = before == null ? object : better(before, object);
        if (before != null) {
            duplicate(kept, kept == before ? object : before);
        }
        if (object.name().kind() == ObjectKind.VOLUME) {
            set.volumes.put(object.name().volume(), kept);
        } else {
            set.metadata.put(object.name().kind(), kept);
        }
    }

    /** The one spelled as we spell names; else the first by name, so that the choice does not depend on the listing's order. */
    private SetObject better(SetObject one, SetObject other) {
        boolean oneIsOurs = scheme.format(one.name()).equals(one.text());
        boolean otherIsOurs = scheme.format(other.name()).equals(other.text());
        if (oneIsOurs != otherIsOurs) {
            return oneIsOurs ? one : other;
        }
        return one.text().compareTo(other.text()) <= 0 ? one : other;
    }

    private void duplicate(SetObject kept, SetObject passedOver) {
        findings.add(new Finding(Finding.Kind.DUPLICATE_OBJECT, Optional.of(kept.name().set()), List.of(passedOver.text(), kept.text()),
                "The object " + passedOver.text() + " is the same part of the " + kept.name().set() + " as " + kept.text()
                        + ", which is used; duplicity cannot work with both."));
    }

    /** The marks seen, by the set each protects. */
    SortedMap<SetId, String> protections() {
        return protections;
    }

    /** All sets seen, by time; those with signatures alone too. */
    List<BackupSet> sets() {
        List<BackupSet> sets = new ArrayList<>(gathered.size());
        new TreeMap<>(gathered).forEach((id, set) -> sets.add(new BackupSet(id, set.volumes, set.metadata.get(ObjectKind.MANIFEST),
                set.metadata.get(ObjectKind.SIGNATURES), set.metadata.get(ObjectKind.JSONSTAT))));
        return sets;
    }
}
