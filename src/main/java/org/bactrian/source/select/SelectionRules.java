package org.bactrian.source.select;

import java.util.List;
import java.util.function.Consumer;
import org.bactrian.error.BactrianException;

/**
 * The selection options of a command, in the order in which they were given.
 *
 * @param rules         the options
 * @param nullSeparator {@code --null-separator}: whether NUL separates the lines of all lists
 * @param kernel        the mounted kernel file systems, to be left out below the source; {@link KernelFileSystems#NONE} to
 *                      take them
 */
public record SelectionRules(List<Rule> rules, boolean nullSeparator, KernelFileSystems kernel) {
    /** As root: the rules are about paths relative to it, so that every pattern can match something. */
    public static final byte[] RELATIVE = {};

    /** Copies the list. */
    public SelectionRules {
        rules = List.copyOf(rules);
    }

    /**
     * Checks the rules and makes them ready; reads the lists they name.
     *
     * @param typedRoot the source as the user typed it, which patterns have to begin with; or {@link #RELATIVE}
     * @param notices   hears a line for each list read, and later, on the walk's thread, one for each kernel file system left
     *                  out
     * @throws BactrianException with duplicity's words: SELECTION_PREFIX for a pattern that can match nothing in the source,
     *                           SELECTION_PATTERN for one that is malformed, SELECTION_REDUNDANT if the last rule includes,
     *                           FILELIST_UNREADABLE; FILTER_REDUNDANT and FILTER_TRAILING for a {@code --filter-} switch
     *                           without effect, FILES_FROM_ABSOLUTE, FILES_FROM_EMPTY
     */
    public Selection compile(byte[] typedRoot, Consumer<String> notices) {
        RuleCompiler compiler = new RuleCompiler(typedRoot, nullSeparator, notices);
        rules.forEach(compiler::add);
        return compiler.finish(kernel);
    }
}
