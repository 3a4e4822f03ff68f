package org.bactrian.chain.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SignatureChain;
import org.bactrian.chain.TimeText;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Decides what the retention commands delete (spec 7.7). The last chain is never touched by age, with signatures or without (duplicity
 * protects it only with). {@code cleanup} also removes signatures of fulls that are not there, which duplicity leaves behind. Plain functions of one collection; immutable.
 */
public final class Retention {
    private final BackupCollection collection;
    private final Collection<String> archive;
    private final NameScheme scheme;
    private final ZoneId zone;

    /**
     * @param collection what there is
     * @param archive    the file names in the archive directory
     * @param scheme     the names' spelling
     * @param zone       whose time the texts show
     */
    public Retention(BackupCollection collection, Collection<String> archive, NameScheme scheme, ZoneId zone) {
        this.collection = collection;
        this.archive = archive;
        this.scheme = scheme;
        this.zone = zone;
    }

    /** {@code cleanup}: sets that no chain leads to, unfinished sets, and signatures that belong to no chain, on both sides. */
    public RetentionPlan cleanup() {
        List<BackupSet> sets = newestFirst(Stream.concat(collection.orphaned().stream(), collection.incomplete().stream()));
        Set<String> objects = new LinkedHashSet<>(objects(sets));
        List<String> localSignatures = new ArrayList<>();
        for (BackupCollection.SignatureFile file : collection.strayedSignatures()) {
            if (file.place() == SignatureChain.Place.STORE) {
                objects.add(file.name());
            } else {
                localSignatures.add(file.name());
            }
        }
        Set<String> local = new LinkedHashSet<>(localSignatures);
        local.addAll(localFiles(sets));
        List<String> names = new ArrayList<>(objects);
        names.addAll(localSignatures);
        if (names.isEmpty()) {
            List<String> nothing = List.of("No extraneous files found, nothing deleted in cleanup.");
            return new RetentionPlan(nothing, nothing, List.of(), List.copyOf(local));
        }
        boolean one = names.size() == 1;
        List<String> proposal = new ArrayList<>(names);
        proposal.add(0, "Found the following file" + (one ? "" : "s") + " to delete:");
        proposal.add("Run duplicity again with the --force option to actually delete.");
        List<String> execution = new ArrayList<>(names);
        execution.add(0, one ? "Deleting this file from backend:" : "Deleting these files from backend:");
        return new RetentionPlan(proposal, execution, List.copyOf(objects), List.copyOf(local));
    }

    /** {@code remove-older-than}: the chains that end before the time. */
    public RetentionPlan removeOlderThan(Instant time) {
        return remove(notes(time), chainsBefore(time), false);
    }

    /** What stays although it is older, and why. */
    private List<String> notes(Instant time) {
        List<String> notes = new ArrayList<>();
        List<Instant> needed = collection.chains().stream().filter(chain -> !chain.end().isBefore(time))
                .flatMap(chain -> chain.sets().stream()).map(BackupSet::time).filter(set -> set.isBefore(time)).sorted().toList();
        if (!needed.isEmpty()) {
            notes.add("There are backup set(s) at time(s):");
            needed.forEach(set -> notes.add(TimeText.asctime(set, zone)));
            notes.add("Which can't be deleted because newer sets depend on them.");
        }
        if (collection.latest().filter(chain -> chain.end().isBefore(time)).isPresent()) {
            notes.add("Current active backup chain is older than specified time.  However, it will not be deleted.  To remove all your"
                    + " backups, manually purge the repository.");
        }
        return notes;
    }

    /**
     * {@code remove-all-but-n-full}: the chains that end before the N-th last full.
     *
     * @throws BactrianException USAGE if the count is not positive
     */
    public RetentionPlan removeAllButNFull(int count) {
        return nthLastFull(count).map(this::removeOlderThan).orElseGet(() -> remove(List.of(), List.of(), false));
    }

    /**
     * {@code remove-all-inc-of-but-n-full}: the increments of the chains that end before the N-th last full.
     *
     * @throws BactrianException USAGE if the count is not positive
     */
    public RetentionPlan removeAllIncOfButNFull(int count) {
        Optional<Instant> full = nthLastFull(count);
        List<BackupChain> chains = full.map(this::chainsBefore).orElse(List.of()).stream()
                .filter(chain -> chain.sets().size() > 1 || !chain.hidden().isEmpty()).toList();
        return remove(full.map(this::notes).orElse(List.of()), chains, true);
    }

    private Optional<Instant> nthLastFull(int count) {
        if (count < 1) {
            throw new BactrianException(ErrorKind.USAGE, "The number of full backups to keep must be greater than zero, not " + count + ".",
                    "Give 1 or more.");
        }
        List<Instant> fulls = collection.chains().stream().map(BackupChain::start).sorted(Comparator.reverseOrder()).toList();
        return count > fulls.size() ? Optional.empty() : Optional.of(fulls.get(count - 1));
    }

    /** All but the last chain; by end time. */
    private List<BackupChain> chainsBefore(Instant time) {
        List<BackupChain> chains = collection.chains();
        return chains.subList(0, Math.max(0, chains.size() - 1)).stream().filter(chain -> chain.end().isBefore(time)).toList();
    }

    private RetentionPlan remove(List<String> notes, List<BackupChain> chains, boolean incrementsOnly) {
        List<String> proposal = new ArrayList<>(notes);
        List<String> execution = new ArrayList<>(notes);
        if (chains.isEmpty()) {
            proposal.add("No old backup sets found, nothing deleted.");
            execution.add("No old backup sets found, nothing deleted.");
            return new RetentionPlan(proposal, execution, List.of(), List.of());
        }
        List<String> ends = chains.stream().map(chain -> TimeText.asctime(chain.end(), zone)).toList();
        boolean one = chains.size() == 1;
        proposal.add(one ? "Found old backup chain at the following time:" : "Found old backup chains at the following times:");
        proposal.addAll(ends);
        proposal.add("Rerun command with --force option to actually delete.");
        execution.add(one ? "Deleting backup chain at time:" : "Deleting backup chains at times:");
        execution.addAll(ends);
        execution.addAll(progress(chains, incrementsOnly));

        List<BackupSet> sets = newestFirst(chains.stream().flatMap(chain -> setsOf(chain, incrementsOnly)));
        return new RetentionPlan(proposal, execution, objects(sets), localFiles(sets));
    }

    private static Stream<BackupSet> setsOf(BackupChain chain, boolean incrementsOnly) {
        return Stream.concat((incrementsOnly ? chain.increments() : chain.sets()).stream(), chain.hidden().stream());
    }

    /** Newest chain first; signatures (of the archive directory, then of the store), then backups. */
    private List<String> progress(List<BackupChain> chains, boolean incrementsOnly) {
        List<BackupChain> newestFirst = new ArrayList<>(chains);
        Collections.reverse(newestFirst);
        String verb = incrementsOnly ? "Deleting any incremental " : "Deleting complete ";
        String noun = incrementsOnly ? " chain rooted at " : " chain ";
        Set<SetId> local = localSignatures();
        List<String> lines = new ArrayList<>();
        for (BackupChain chain : newestFirst) {
            String line = verb + "signature" + noun + TimeText.asctime(chain.end(), zone);
            if (chain.sets().stream().anyMatch(set -> local.contains(set.id()))) {
                lines.add(line);
            }
            if (chain.sets().stream().anyMatch(set -> set.signatures().isPresent())) {
                lines.add(line);
            }
        }
        newestFirst.forEach(chain -> lines.add(verb + "backup" + noun + TimeText.asctime(chain.end(), zone)));
        return lines;
    }

    private Set<SetId> localSignatures() {
        Set<SetId> sets = new HashSet<>();
        for (String file : archive) {
            scheme.parse(file).filter(name -> name.kind() == ObjectKind.SIGNATURES).map(ObjectName::set).ifPresent(sets::add);
        }
        return sets;
    }

    private static List<BackupSet> newestFirst(Stream<BackupSet> sets) {
        return sets.sorted(Comparator.comparing(BackupSet::id).reversed()).toList();
    }

    private static List<String> objects(List<BackupSet> sets) {
        return sets.stream().flatMap(set -> set.objects().stream()).map(SetObject::text).toList();
    }

    private List<String> localFiles(List<BackupSet> sets) {
        Set<SetId> ids = new HashSet<>();
        sets.forEach(set -> ids.add(set.id()));
        return archive.stream().filter(file -> scheme.parse(file).filter(name -> ids.contains(name.set())).isPresent()).sorted().toList();
    }
}
