package org.bactrian.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.bactrian.store.StoredObject;

/** Makes a {@link BackupCollection}: sets from names, chains from sets, signatures to chains, and the findings. */
final class CollectionBuilder {
    /** Names at most so many missing volumes of a set; a hostile number must not make a list of a billion. */
    private static final int MOST_NAMED = 20;

    private final NameScheme scheme;
    private final Function<SetId, OptionalInt> volumeCounts;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<SetId, String> archiveSignatures = new TreeMap<>();
    private final Map<SetId, String> partialManifests = new TreeMap<>();

    CollectionBuilder(NameScheme scheme, Function<SetId, OptionalInt> volumeCounts) {
        this.scheme = scheme;
        this.volumeCounts = volumeCounts;
    }

    BackupCollection build(Collection<StoredObject> store, Collection<String> archive) {
        Listing listing = new Listing(scheme, findings);
        listing.addAll(store);
        List<BackupSet> sets = listing.sets();
        readArchive(archive);

        ChainLinker linker = new ChainLinker();
        List<BackupSet> incomplete = new ArrayList<>();
        for (BackupSet set : sets) {
            if (set.isComplete()) {
                linker.add(set);
                checkVolumes(set);
            } else if (set.volumeCount() > 0) {
                incomplete.add(set);
            }
        }
        List<BackupChain> chains = linker.chains();
        reportSets(sets, chains, linker.orphaned(), incomplete);
        SignatureChain active = chains.isEmpty() ? null : signaturesOf(chains.get(chains.size() - 1));
        return new BackupCollection(chains, linker.orphaned(), incomplete, strayedSignatures(sets, chains), active, findings,
                listing.protections());
    }

    private void readArchive(Collection<String> archive) {
        for (String file : archive) {
            ObjectName name = scheme.parse(file).orElse(null);
            if (name == null || name.packing() == Packing.UNKNOWN) {
                continue;
            }
            if (!name.partial() && name.kind() == ObjectKind.SIGNATURES) {
                archiveSignatures.put(name.set(), file);
            } else if (name.partial() && name.kind() == ObjectKind.MANIFEST) {
                partialManifests.put(name.set(), file);
            }
        }
    }

    private void checkVolumes(BackupSet set) {
        OptionalInt known = volumeCounts.apply(set.id());
        int expected = known.orElse(Math.max(1, set.highestVolume()));
        List<String> missing = new ArrayList<>();
        int missingCount = Math.max(0, expected - (int) set.volumes().stream().filter(v -> v.name().volume() <= expected).count());
        for (int number = 1; number <= expected && missing.size() < Math.min(missingCount, MOST_NAMED); number++) {
            if (set.volume(number).isEmpty()) {
                missing.add(scheme.format(set.id().volume(number, likelyPacking(set))));
            }
        }
        if (missingCount > 0) {
            find(Finding.Kind.MISSING_VOLUME, set.id(), missing, "The " + set.id() + " lacks " + missingCount + " of its " + expected
                    + " volumes, so what is in them cannot be restored.");
        }
        List<String> surplus = set.volumes().stream().filter(v -> v.name().volume() > expected).map(SetObject::text).toList();
        if (!surplus.isEmpty()) {
            find(Finding.Kind.SURPLUS_VOLUME, set.id(), surplus,
                    "The " + set.id() + " has volumes beyond the " + expected + " of its manifest; nothing reads them.");
        }
    }

    private static Packing likelyPacking(BackupSet set) {
        return set.volumes().stream().findFirst().or(set::manifest).map(object -> object.name().packing()).orElse(Packing.PLAIN);
    }

    private void reportSets(List<BackupSet> sets, List<BackupChain> chains, List<BackupSet> orphaned, List<BackupSet> incomplete) {
        for (BackupSet set : incomplete) {
            find(Finding.Kind.INCOMPLETE_SET, set.id(), names(set),
                    "The " + set.id() + " has volumes but no manifest: a backup that was not finished, or still runs.");
        }
        sets.stream().filter(BackupSet::isComplete).map(BackupSet::id).forEach(partialManifests::remove);
        partialManifests.forEach((id, file) -> find(Finding.Kind.PARTIAL_SET, id, List.of(file),
                "The " + id + " is unfinished; the archive directory has the beginning of its manifest."));
        reportChains(chains);
        reportOrphans(sets, orphaned);
    }

    private void reportChains(List<BackupChain> chains) {
        BackupChain widest = null;
        List<BackupChain> byStart = new ArrayList<>(chains);
        byStart.sort(Comparator.comparing(BackupChain::start));
        for (BackupChain chain : byStart) {
            for (BackupSet hidden : chain.hidden()) {
                find(Finding.Kind.HIDDEN_SET, hidden.id(), names(hidden), "The " + hidden.id()
                        + " is hidden by a later increment on the same set; two writers seem to share this target.");
            }
            if (widest != null && !chain.start().isAfter(widest.end())) {
                find(Finding.Kind.OVERLAPPING_CHAINS, chain.full().id(), List.of(), "The chain that begins with the " + chain.full().id()
                        + " began before that of the " + widest.full().id() + " ended; two writers seem to share this target.");
            }
            widest = widest == null || chain.end().isAfter(widest.end()) ? chain : widest;
        }
    }

    private void reportOrphans(List<BackupSet> sets, List<BackupSet> orphaned) {
        Map<Instant, BackupSet> byTime = new HashMap<>();
        sets.stream().filter(set -> set.isComplete() || set.volumeCount() > 0).forEach(set -> byTime.put(set.time(), set));
        Set<Instant> missing = new HashSet<>();
        for (BackupSet set : orphaned) {
            Instant start = set.id().start().orElseThrow();
            BackupSet base = byTime.get(start);
            if (base == null && missing.add(start)) {
                find(Finding.Kind.MISSING_SET, set.id(), List.of(),
                        "The set of " + TimeText.compact(start) + " is missing, on which the " + set.id() + " builds.");
            }
            find(Finding.Kind.ORPHANED_SET, set.id(), names(set), "The " + set.id() + " cannot be restored: " + whyOrphaned(set, base, start));
        }
    }

    private static String whyOrphaned(BackupSet set, BackupSet base, Instant start) {
        String baseText = "the set of " + TimeText.compact(start) + " on which it builds ";
        if (!start.isBefore(set.time())) {
            return "it claims to build on a set of its own or a later time.";
        }
        if (base == null) {
            return baseText + "is missing.";
        }
        return baseText + (base.isComplete() ? "is hidden by another increment or not part of a chain itself." : "was never finished.");
    }

    /** The signatures of all sets of a chain: those of the archive directory if it has them all, else the store's, else null. */
    private SignatureChain signaturesOf(BackupChain chain) {
        List<SetId> ids = chain.sets().stream().map(BackupSet::id).toList();
        if (archiveSignatures.keySet().containsAll(ids)) {
            return new SignatureChain(SignatureChain.Place.ARCHIVE, ids);
        }
        if (chain.sets().stream().allMatch(set -> set.signatures().isPresent())) {
            return new SignatureChain(SignatureChain.Place.STORE, ids);
        }
        for (BackupSet set : chain.sets()) {
            if (set.signatures().isEmpty() && !archiveSignatures.containsKey(set.id())) {
                find(Finding.Kind.MISSING_SIGNATURES, set.id(), List.of(),
                        "There are no signatures of the " + set.id() + ", so no increment can be added to its chain.");
            }
        }
        return null;
    }

    private List<BackupCollection.SignatureFile> strayedSignatures(List<BackupSet> sets, List<BackupChain> chains) {
        Set<SetId> needed = new HashSet<>();
        chains.forEach(chain -> chain.sets().forEach(set -> needed.add(set.id())));
        List<BackupCollection.SignatureFile> strayed = new ArrayList<>();
        archiveSignatures.forEach((id, file) -> strayed.add(
                new BackupCollection.SignatureFile(SignatureChain.Place.ARCHIVE, id, file)));
        sets.forEach(set -> set.signatures().ifPresent(object -> strayed.add(
                new BackupCollection.SignatureFile(SignatureChain.Place.STORE, set.id(), object.text()))));
        strayed.removeIf(file -> needed.contains(file.set()));
        for (BackupCollection.SignatureFile file : strayed) {
            find(file.set().isFull() ? Finding.Kind.UNNEEDED_SIGNATURES : Finding.Kind.ORPHANED_SIGNATURES, file.set(), List.of(file.name()),
                    "The " + file.place().word() + " signatures " + file.name() + " belong to no backup that can be restored.");
        }
        return strayed;
    }

    private void find(Finding.Kind kind, SetId set, List<String> objects, String sentence) {
        findings.add(new Finding(kind, Optional.of(set), objects, sentence));
    }

    private static List<String> names(BackupSet set) {
        return set.objects().stream().map(SetObject::text).toList();
    }
}
