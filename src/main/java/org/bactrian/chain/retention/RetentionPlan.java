package org.bactrian.chain.retention;

import java.util.List;

/**
 * What a retention command would delete, and what it says (spec 7.7). The order of the objects is safe: newest set first, of each
 * set the manifest first, then signatures, then volumes; broken off anywhere, it leaves whole sets and unfinished ones, never a set
 * that looks whole and is not. Immutable.
 *
 * @param proposal   what to say without {@code --force}
 * @param execution  what to say with {@code --force}
 * @param objects    names on the store, in the order of deletion; each once
 * @param localFiles names in the archive directory, to be deleted after that
 */
public record RetentionPlan(List<String> proposal, List<String> execution, List<String> objects, List<String> localFiles) {
    /** Copies the lists. */
    public RetentionPlan {
        proposal = List.copyOf(proposal);
        execution = List.copyOf(execution);
        objects = List.copyOf(objects);
        localFiles = List.copyOf(localFiles);
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
