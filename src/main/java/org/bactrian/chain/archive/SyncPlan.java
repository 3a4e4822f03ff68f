package org.bactrian.chain.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.store.StoredObject;

/**
 * What makes the archive directory agree with the store (spec 6.1). The store is always right: what it lacks is deleted here. A
 * file of an unfinished backup (duplicity's {@code .part}) stays as long as the store has no finished object of that name.
 * Immutable.
 *
 * @param copies   objects to fetch, the manifests first, then by name
 * @param spurious local file names to delete, by name
 */
public record SyncPlan(List<Copy> copies, List<String> spurious) {
    /**
     * One object to fetch, open and keep.
     *
     * @param from      the object
     * @param localName the file it becomes: manifests plain, others gzipped
     */
    public record Copy(SetObject from, String localName) {
    }

    /** Copies the lists. */
    public SyncPlan {
        copies = List.copyOf(copies);
        spurious = List.copyOf(spurious);
    }

    /**
     * @param scheme the names' spelling
     * @param store  the listing of the store
     * @param local  the file names in the archive directory
     * @param wanted which sets' objects are to be here: {@link #allSets} or {@link #setsOf}
     */
    public static SyncPlan of(NameScheme scheme, Collection<StoredObject> store, Collection<String> local, Predicate<SetId> wanted) {
        return of(scheme, store, local, wanted, ObjectName::cached, Set.of());
    }

    /**
     * As the other.
     *
     * @param kept    in which form an object of the store is kept: what lies here in another form is spurious
     * @param removed sets whose removal has begun. Of others a copy of what the store has no more stays while the store has volumes
     *                that belong to it: it may be all that tells what they are (duplicity deletes it)
     */
    public static SyncPlan of(NameScheme scheme, Collection<StoredObject> store, Collection<String> local, Predicate<SetId> wanted,
            UnaryOperator<ObjectName> kept, Set<SetId> removed) {
        Map<Key, SetObject> remote = remoteMetadata(scheme, store);
        Set<Key> here = new HashSet<>();
        List<String> spurious = new ArrayList<>();
        Map<String, SetId> lost = new TreeMap<>();
        for (String file : local) {
            ObjectName name = scheme.parse(file).orElse(null);
            if (name == null || name.packing() == Packing.UNKNOWN || !name.isMetadata()) {
                continue;
            }
            SetObject original = remote.get(Key.of(name));
            boolean onStore = original != null && (name.partial() || isSealed(name) == isSealed(kept.apply(original.name())));
            if (original == null && !name.partial()) {
                lost.put(file, name.set());
            } else if (name.partial() ? onStore : !onStore) {
                spurious.add(file);
            } else if (!name.partial()) {
                here.add(Key.of(name));
            }
        }
        if (!lost.isEmpty()) { // seldom, so only then all volumes' names are read
            Set<SetId> described = withVolumes(scheme, store);
            described.removeAll(removed);
            lost.forEach((file, set) -> {
                if (!described.contains(set)) {
                    spurious.add(file);
                }
            });
        }
        Map<String, Copy> copies = new TreeMap<>();
        remote.forEach((key, object) -> {
            if (!here.contains(key) && wanted.test(key.set())) {
                copies.put(object.text(), new Copy(object, scheme.format(kept.apply(object.name()))));
            }
        });
        return new SyncPlan(manifestsFirst(copies.values()), spurious.stream().sorted().toList());
    }

    /** They tell which signatures are their sets'. */
    private static List<Copy> manifestsFirst(Collection<Copy> copies) {
        return copies.stream().sorted(Comparator.comparing(copy -> copy.from().name().kind() != ObjectKind.MANIFEST)).toList();
    }

    /** For {@code --metadata-sync-mode full}: everything. */
    public static Predicate<SetId> allSets() {
        return set -> true;
    }

    /** For {@code --metadata-sync-mode partial}: the sets of the chain that covers the time in question, if there is one. */
    public static Predicate<SetId> setsOf(Optional<BackupChain> chain) {
        Set<SetId> ids = new HashSet<>();
        chain.ifPresent(found -> found.sets().stream().map(BackupSet::id).forEach(ids::add));
        return ids::contains;
    }

    /** What an object is, apart from its packing and spelling. */
    private record Key(ObjectKind kind, SetId set) {
        static Key of(ObjectName name) {
            return new Key(name.kind(), name.set());
        }
    }

    private static boolean isSealed(ObjectName name) {
        return name.packing() == Packing.OPENPGP;
    }

    private static Map<Key, SetObject> remoteMetadata(NameScheme scheme, Collection<StoredObject> store) {
        Map<Key, SetObject> remote = new HashMap<>();
        for (StoredObject object : store) {
            scheme.parse(object.name())
                    .filter(ObjectName::isReadableMetadata)
                    .ifPresent(name -> remote.merge(Key.of(name), new SetObject(object, name),
                            (one, other) -> one.text().compareTo(other.text()) <= 0 ? one : other));
        }
        return remote;
    }

    private static Set<SetId> withVolumes(NameScheme scheme, Collection<StoredObject> store) {
        Set<SetId> sets = new HashSet<>();
        for (StoredObject object : store) {
            scheme.parse(object.name()).filter(name -> name.kind() == ObjectKind.VOLUME).ifPresent(name -> sets.add(name.set()));
        }
        return sets;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return copies.isEmpty() && spurious.isEmpty();
    }

    /** What duplicity says first. */
    public String headline() {
        return isEmpty() ? "Local and Remote metadata are synchronized, no sync needed."
                : "Synchronizing remote metadata to local cache...";
    }

    /** What duplicity says when it fetches an object. */
    public static String copyLine(Copy copy) {
        return "Copying " + copy.from().text() + " to local cache.";
    }

    /** What duplicity says when it deletes a file. */
    public static String deleteLine(Path folder, String file) {
        return "Deleting local " + folder.resolve(file) + " (not authoritative at backend).";
    }

    /** All that {@code --dry-run} says instead of doing it. */
    public List<String> dryRunLines() {
        List<String> lines = new ArrayList<>();
        if (isEmpty()) {
            lines.add(headline());
        }
        if (!copies.isEmpty()) {
            lines.add("Sync would copy the following from remote to local:");
            copies.stream().map(copy -> copy.from().text()).sorted().forEach(lines::add);
        }
        if (!spurious.isEmpty()) {
            lines.add("Sync would remove the following spurious local files:");
            lines.addAll(spurious);
        }
        return lines;
    }
}
