package org.bactrian.chain.retention;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;

/**
 * What a removing command would delete, and what it says (spec 7.7). The order of the objects is safe: newest set first, of each
 * set the manifest first, then signatures, then volumes; broken off anywhere, it leaves whole sets and unfinished ones, never a set
 * that looks whole and is not. Immutable.
 *
 * @param proposal   what to say without {@code --force}, in duplicity's words
 * @param execution  what to say with {@code --force}
 * @param decisions  set by set, what goes and what stays, and why
 * @param objects    names on the store, in the order of deletion; each once
 * @param localFiles names in the archive directory, to be deleted after that
 */
public record RetentionPlan(List<String> proposal, List<String> execution, List<Decision> decisions, List<String> objects,
        List<String> localFiles) {
    /** Copies the lists. */
    public RetentionPlan {
        proposal = List.copyOf(proposal);
        execution = List.copyOf(execution);
        decisions = List.copyOf(decisions);
        objects = List.copyOf(objects);
        localFiles = List.copyOf(localFiles);
    }

    /** What follows from the decisions. */
    static RetentionPlan of(List<String> proposal, List<String> execution, List<Decision> decisions, Collection<String> archive,
            NameScheme scheme) {
        List<BackupSet> sets = newestFirst(decisions.stream().filter(Decision::goes).map(Decision::set));
        return new RetentionPlan(proposal, execution, decisions, objects(sets), localFiles(sets, archive, scheme));
    }

    static List<BackupSet> newestFirst(Stream<BackupSet> sets) {
        return sets.sorted(Comparator.comparing(BackupSet::id).reversed()).toList();
    }

    static List<String> objects(List<BackupSet> sets) {
        return sets.stream().flatMap(set -> set.objects().stream()).map(SetObject::text).toList();
    }

    /** The copies of what belongs to some sets. */
    static List<String> localFiles(List<BackupSet> sets, Collection<String> archive, NameScheme scheme) {
        Set<SetId> ids = new HashSet<>();
        sets.forEach(set -> ids.add(set.id()));
        return archive.stream().filter(file -> scheme.parse(file).filter(name -> ids.contains(name.set())).isPresent()).sorted().toList();
    }

    /** The plan, with all that is left of some more sets. */
    public RetentionPlan and(List<BackupSet> more) {
        Set<String> all = new LinkedHashSet<>(objects);
        all.addAll(objects(newestFirst(more.stream())));
        return new RetentionPlan(proposal, execution, decisions, List.copyOf(all), localFiles);
    }

    /** Whether there is nothing to delete. */
    public boolean isEmpty() {
        return objects.isEmpty() && localFiles.isEmpty();
    }

    /** What to say. */
    public List<String> lines(boolean force) {
        return force ? execution : proposal;
    }
}
