package org.bactrian.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What unfinished backups have left on the store and nobody goes on with. A set whose manifest is missing may also be a finished
 * one that lost it, and then its volumes are all there is of it; so a set counts as unfinished only if nothing says otherwise: no
 * signatures, which are stored after all volumes, no copy of its metadata, and no set that builds on it. What this host's own
 * notes, or duplicity's, say to be unfinished needs no such proof. Plain functions of one listing.
 */
public final class Leftovers {
    private final BackupCollection sets;
    private final Set<SetId> noted;
    private final Set<SetId> copied = new HashSet<>();
    private final Set<SetId> partial = new HashSet<>();

    /**
     * @param sets    what there is
     * @param archive the file names in the archive directory
     * @param scheme  the names' spelling
     * @param noted   the sets that by this host's own notes are to go: the one its journal is about, and those whose removal has begun
     */
    public Leftovers(BackupCollection sets, Collection<String> archive, NameScheme scheme, Set<SetId> noted) {
        this.sets = sets;
        this.noted = Set.copyOf(noted);
        for (String file : archive) {
            scheme.parse(file).ifPresent(name -> (name.partial() ? partial : copied).add(name.set()));
        }
        sets.chains().stream().flatMap(chain -> chain.sets().stream()).map(BackupSet::id).forEach(partial::remove);
    }

    /** Sets without a manifest of which it is certain that they were never finished. */
    public List<BackupSet> unfinished() {
        return sets.incomplete().stream().filter(this::isUnfinished).toList();
    }

    /** Whether it is certain whose unfinished set it is: this host's own, or one of a duplicity that used this archive directory. */
    public boolean isOwn(BackupSet set) {
        return noted.contains(set.id()) || partial.contains(set.id());
    }

    /** When the store got the last object of a set. */
    public static Instant lastStored(BackupSet set) {
        return set.objects().stream().map(object -> object.stored().modified()).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** Sets without a manifest that may have had one. */
    public List<BackupSet> lost() {
        return sets.incomplete().stream().filter(Predicate.not(this::isUnfinished)).toList();
    }

    /** Sets that duplicity left unfinished, of which the archive directory has the beginning. */
    public Set<SetId> partial() {
        return Set.copyOf(partial);
    }

    /** What a set without a manifest is, in a few words. */
    public String why(BackupSet set) {
        if (noted.contains(set.id())) {
            return "unfinished; the next backup can go on with it, if the source is what it was";
        }
        return isUnfinished(set) ? "unfinished: it has no manifest" : "it has lost its manifest, which repair may make anew";
    }

    private boolean isUnfinished(BackupSet set) {
        SetId id = set.id();
        boolean mayBeWhole = set.signatures().isPresent() || copied.contains(id) || sets.buildsOn(id.time());
        return noted.contains(id) || partial.contains(id) || !mayBeWhole;
    }

    /**
     * The objects of a set in the order in which they may go.
     *
     * @param kept how many of its volumes stay, from the first
     */
    public static List<String> objects(BackupSet set, int kept) {
        List<String> names = new ArrayList<>();
        for (SetObject object : set.objects()) {
            if (object.name().kind() != ObjectKind.VOLUME || object.name().volume() > kept) {
                names.add(object.text());
            }
        }
        return names;
    }
}
