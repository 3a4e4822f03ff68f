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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SignatureChain;
import org.bactrian.chain.TimeText;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Decides what duplicity's removing commands delete (spec 7.7), and why. The last chain is never touched by age, with signatures or
 * without (duplicity protects it only with). {@code cleanup} also removes signatures of fulls that are not there, which duplicity
 * leaves behind, and marks that protect nothing any more. What is protected stays.
 *
 * <p>A chain with a set whose time cannot be right ({@link Untimely}) pushes no other out: it is not counted among the last fulls, and
 * the last chain of those that are as they should be stays, too (duplicity would remove all of them). Plain functions of one collection; immutable.
 */
public final class Retention {
    private final BackupCollection collection;
    private final Collection<String> archive;
    private final NameScheme scheme;
    private final ZoneId zone;
    private final Protection protection;
    /** Chains without a set of the future or the like; by end time. */
    private final List<BackupChain> timely;

    /**
     * @param collection what there is
     * @param archive    the file names in the archive directory
     * @param scheme     the names' spelling
     * @param now        what time it is
     * @param zone       whose time the texts show
     */
    public Retention(BackupCollection collection, Collection<String> archive, NameScheme scheme, Instant now, ZoneId zone) {
        this.collection = collection;
        this.archive = archive;
        this.scheme = scheme;
        this.zone = zone;
        this.protection = new Protection(collection);
        Untimely untimely = new Untimely(now);
        this.timely = collection.chains().stream().filter(chain -> chain.sets().stream().allMatch(set -> untimely.why(set).isEmpty())).toList();
    }

    /**
     * {@code cleanup}: sets that no chain leads to, unfinished sets, and signatures that belong to no chain, on both sides.
     *
     * @param leftovers tells what sets without a manifest are
     */
    public RetentionPlan cleanup(Leftovers leftovers) {
        List<Decision> decisions = new ArrayList<>();
        collection.orphaned().forEach(set -> decisions.add(decide(set, "no chain leads to it, so it cannot be restored")));
        collection.incomplete().forEach(set -> decisions.add(decide(set, leftovers.why(set))));
        List<BackupSet> sets = RetentionPlan.newestFirst(decisions.stream().filter(Decision::goes).map(Decision::set));
        Set<String> objects = new LinkedHashSet<>(RetentionPlan.objects(sets));
        List<String> localSignatures = new ArrayList<>();
        for (BackupCollection.SignatureFile file : collection.strayedSignatures()) {
            if (collection.protections().containsKey(file.set())) {
                continue;
            }
            if (file.place() == SignatureChain.Place.STORE) {
                objects.add(file.name());
            } else {
                localSignatures.add(file.name());
            }
        }
        objects.addAll(marksOfNothing());
        Set<String> local = new LinkedHashSet<>(localSignatures);
        local.addAll(RetentionPlan.localFiles(sets, archive, scheme));
        List<String> names = new ArrayList<>(objects);
        names.addAll(localSignatures);
        if (names.isEmpty()) {
            List<String> nothing = List.of("No extraneous files found, nothing deleted in cleanup.");
            return new RetentionPlan(nothing, nothing, decisions, List.of(), List.copyOf(local));
        }
        boolean one = names.size() == 1;
        List<String> proposal = new ArrayList<>(names);
        proposal.add(0, "Found the following file" + (one ? "" : "s") + " to delete:");
        proposal.add("Run duplicity again with the --force option to actually delete.");
        List<String> execution = new ArrayList<>(names);
        execution.add(0, one ? "Deleting this file from backend:" : "Deleting these files from backend:");
        return new RetentionPlan(proposal, execution, decisions, List.copyOf(objects), List.copyOf(local));
    }

    /** As the other, where nothing is known of a run that did not end. */
    public RetentionPlan cleanup() {
        return cleanup(new Leftovers(collection, archive, scheme, Set.of()));
    }

    /** Marks of sets that are not there: duplicity, which knows no protection, removed them. */
    private List<String> marksOfNothing() {
        Set<SetId> there = new HashSet<>();
        everySet().forEach(set -> there.add(set.id()));
        return collection.protections().entrySet().stream().filter(mark -> !there.contains(mark.getKey())).map(Map.Entry::getValue).toList();
    }

    private Stream<BackupSet> everySet() {
        return Stream.of(collection.chains().stream().flatMap(chain -> Stream.concat(chain.sets().stream(), chain.hidden().stream())),
                collection.orphaned().stream(), collection.incomplete().stream()).flatMap(sets -> sets);
    }

    private Decision decide(BackupSet set, String whyItGoes) {
        return protection.reason(set).map(why -> Decision.stays(set, why)).orElseGet(() -> Decision.goes(set, whyItGoes));
    }

    /** {@code remove-older-than}: the chains that end before the time. */
    public RetentionPlan removeOlderThan(Instant time) {
        return remove(notes(time), chainsBefore(time), new Reasons(protection, time, TimeText.asctime(time, zone), false));
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
        if (!timely.isEmpty() && timely.get(timely.size() - 1).end().isBefore(time)) {
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
        return removeBefore(count, false);
    }

    /**
     * {@code remove-all-inc-of-but-n-full}: the increments of the chains that end before the N-th last full.
     *
     * @throws BactrianException USAGE if the count is not positive
     */
    public RetentionPlan removeAllIncOfButNFull(int count) {
        return removeBefore(count, true);
    }

    private RetentionPlan removeBefore(int count, boolean incrementsOnly) {
        Optional<Instant> full = nthLastFull(count);
        Reasons reasons = new Reasons(protection, full.orElse(Instant.MIN), count == 1 ? "the last full backup"
                : "the last " + count + " full backups", incrementsOnly);
        return remove(full.map(this::notes).orElse(List.of()), full.map(this::chainsBefore).orElse(List.of()), reasons);
    }

    private Optional<Instant> nthLastFull(int count) {
        if (count < 1) {
            throw new BactrianException(ErrorKind.USAGE, "The number of full backups to keep must be greater than zero, not " + count + ".",
                    "Give 1 or more.");
        }
        List<Instant> fulls = timely.stream().map(BackupChain::start).sorted(Comparator.reverseOrder()).toList();
        return count > fulls.size() ? Optional.empty() : Optional.of(fulls.get(count - 1));
    }

    /** By end time; without those that always stay. */
    private List<BackupChain> chainsBefore(Instant time) {
        return collection.chains().stream().filter(chain -> !alwaysStays(chain) && chain.end().isBefore(time)).toList();
    }

    /** Whether it is the last chain, of all or of those in time. */
    private boolean alwaysStays(BackupChain chain) {
        return chain == collection.latest().orElseThrow() || !timely.isEmpty() && chain == timely.get(timely.size() - 1);
    }

    /** @param candidates the chains of which something goes unless it is protected */
    private RetentionPlan remove(List<String> notes, List<BackupChain> candidates, Reasons reasons) {
        List<Decision> decisions = new ArrayList<>();
        List<BackupChain> chains = new ArrayList<>();
        for (BackupChain chain : collection.chains()) {
            List<Decision> ofChain = reasons.of(chain, candidates.contains(chain), alwaysStays(chain));
            decisions.addAll(ofChain);
            if (ofChain.stream().anyMatch(Decision::goes)) {
                chains.add(chain);
            }
        }
        List<String> proposal = new ArrayList<>(notes);
        List<String> execution = new ArrayList<>(notes);
        if (chains.isEmpty()) {
            proposal.add("No old backup sets found, nothing deleted.");
            execution.add("No old backup sets found, nothing deleted.");
            return new RetentionPlan(proposal, execution, decisions, List.of(), List.of());
        }
        List<String> ends = chains.stream().map(chain -> TimeText.asctime(chain.end(), zone)).toList();
        boolean one = chains.size() == 1;
        proposal.add(one ? "Found old backup chain at the following time:" : "Found old backup chains at the following times:");
        proposal.addAll(ends);
        proposal.add("Rerun command with --force option to actually delete.");
        execution.add(one ? "Deleting backup chain at time:" : "Deleting backup chains at times:");
        execution.addAll(ends);
        execution.addAll(progress(chains, reasons.incrementsOnly()));
        return RetentionPlan.of(proposal, execution, decisions, archive, scheme);
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
}
