package org.bactrian.chain.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Finding;
import org.bactrian.chain.LeaseNames;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.store.StoredObject;

/** Says of every object on the store and every file in the archive directory what it is ({@link ObjectState}), from names alone. */
public final class Classification {
    private static final String OURS = "bactrian-";
    private static final Set<String> OTHER_FILES = Set.of("lockfile", "progress");

    private final NameScheme scheme;
    private final BackupCollection sets;
    private final Optional<Journal> journal;
    private final Set<SetId> unfinished;
    private final Map<SetId, BackupSet> known = new HashMap<>();
    private final Map<SetId, String> broken = new HashMap<>();
    private final Set<String> passedOver;

    /**
     * @param scheme  the names' spelling
     * @param sets    what the store and the archive directory hold
     * @param archive the file names in the archive directory
     * @param journal of a backup that did not end, if there is one
     */
    public Classification(NameScheme scheme, BackupCollection sets, Collection<String> archive, Optional<Journal> journal) {
        this.scheme = scheme;
        this.sets = sets;
        this.journal = journal;
        this.unfinished = new Leftovers(sets, archive, scheme, journal.map(noted -> Set.of(noted.begin().set())).orElse(Set.of())).unfinished().stream()
                .map(BackupSet::id).collect(Collectors.toSet());
        sets.chains().stream().map(BackupChain::sets).flatMap(List::stream).forEach(set -> known.put(set.id(), set));
        sets.chains().stream().map(BackupChain::hidden).flatMap(List::stream).forEach(set -> known.put(set.id(), set));
        Stream.concat(sets.orphaned().stream(), sets.incomplete().stream()).forEach(set -> known.put(set.id(), set));
        sets.findings().stream().filter(finding -> finding.kind() == Finding.Kind.MISSING_VOLUME
                || finding.kind() == Finding.Kind.ORPHANED_SET).forEach(finding -> broken.put(finding.set().orElseThrow(), finding.sentence()));
        this.passedOver = sets.findings().stream().filter(finding -> finding.kind() == Finding.Kind.DUPLICATE_OBJECT)
                .map(finding -> finding.objects().get(0)).collect(Collectors.toSet());
    }

    /** All of the store, then all of the archive directory, each by name. */
    public List<ObjectState> of(Collection<StoredObject> store, Collection<String> archive) {
        List<ObjectState> states = new ArrayList<>();
        store.stream().sorted((one, other) -> one.name().compareTo(other.name())).map(this::ofStored).forEach(states::add);
        archive.stream().sorted().map(this::ofFile).forEach(states::add);
        return states;
    }

    private ObjectState ofStored(StoredObject object) {
        if (new LeaseNames(scheme.prefixes()).isOne(object.name())) {
            return stored(object, ObjectState.Kind.COMMITTED, "of the lease that a writing run has");
        }
        ObjectName name = scheme.parse(object.name()).orElse(null);
        if (name == null || name.packing() == Packing.UNKNOWN || name.partial()) {
            return stored(object, ObjectState.Kind.FOREIGN, "by its name no part of a backup");
        }
        if (passedOver.contains(object.name())) {
            return stored(object, ObjectState.Kind.DAMAGED, "the same part of the " + name.set() + " as another object");
        }
        BackupSet set = known.get(name.set());
        if (set == null) {
            return stored(object, ObjectState.Kind.ORPHAN, "the " + name.set() + " has no volumes and no manifest");
        }
        if (set.isComplete()) {
            String why = broken.get(name.set());
            return why == null ? stored(object, ObjectState.Kind.COMMITTED, "of the " + name.set())
                    : stored(object, ObjectState.Kind.DAMAGED, why);
        }
        if (noted(name).filter(volume -> volume.is(object)).isPresent()) {
            return stored(object, ObjectState.Kind.RESUMABLE, "of the unfinished " + name.set() + ", as the journal has it");
        }
        return unfinished.contains(name.set()) ? stored(object, ObjectState.Kind.ORPHAN, "the " + name.set() + " was never finished")
                : stored(object, ObjectState.Kind.DAMAGED, "the " + name.set() + " has lost its manifest");
    }

    private Optional<JournalVolume> noted(ObjectName name) {
        return journal.filter(noted -> noted.begin().set().equals(name.set())).map(Journal::volumes).orElse(List.of()).stream()
                .filter(volume -> volume.number() == name.volume()).findFirst();
    }

    private static ObjectState stored(StoredObject object, ObjectState.Kind kind, String reason) {
        return new ObjectState(ObjectState.Place.STORE, object.name(), kind, reason);
    }

    private ObjectState ofFile(String file) {
        ObjectName name = scheme.parse(file).filter(parsed -> parsed.isMetadata() && parsed.packing() != Packing.UNKNOWN).orElse(null);
        if (name != null && name.partial()) {
            return file(file, ObjectState.Kind.ORPHAN, "of a backup that duplicity did not finish");
        }
        if (name != null) {
            boolean finished = sets.set(name.set()).isPresent() || known.containsKey(name.set()) && known.get(name.set()).isComplete();
            return finished ? file(file, ObjectState.Kind.COMMITTED, "copy of the store's")
                    : file(file, ObjectState.Kind.ORPHAN, "the store has no such object");
        }
        if (file.startsWith(OURS + "journal")) {
            return file(file, journal.isPresent() ? ObjectState.Kind.RESUMABLE : ObjectState.Kind.ORPHAN,
                    journal.isPresent() ? "notes of the unfinished " + journal.get().begin().set() : "notes that cannot be read");
        }
        if (file.startsWith(OURS + "pending")) {
            return file(file, ObjectState.Kind.ORPHAN, "left half written");
        }
        return file.startsWith(OURS) || OTHER_FILES.contains(file) ? file(file, ObjectState.Kind.COMMITTED, "kept by the program")
                : file(file, ObjectState.Kind.FOREIGN, "no file of ours");
    }

    private static ObjectState file(String name, ObjectState.Kind kind, String reason) {
        return new ObjectState(ObjectState.Place.ARCHIVE, name, kind, reason);
    }
}
