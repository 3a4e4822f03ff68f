package org.bactrian.request;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One run of a backup.
 *
 * @param target       where to
 * @param mode         full, increment, or whichever fits
 * @param source       the source as typed; it goes into the manifest (spec 2.1) and before selection patterns
 * @param selection    what of it, in the order of the command line
 * @param content      how it is cut and described
 * @param chain        when to begin a new chain, and what to accept
 * @param printStatistics whether to print the block of spec 7.4
 */
public record BackupRequest(TargetOptions target, Mode mode, String source, SelectionOptions selection,
        ContentOptions content, ChainOptions chain, boolean printStatistics) implements HasTarget {

    /** Which kind of set to make. */
    public enum Mode {
        /** An increment if there is a chain to add it to, else a full. */
        AUTO,
        /** The beginning of a new chain. */
        FULL,
        /** An increment, or nothing. */
        INCREMENTAL
    }

    /**
     * What of the source is taken.
     *
     * @param rules               option name (as {@code --exclude}) and argument (empty if it has none), in order
     * @param followLinks         store what symbolic links point to ({@code --copy-links})
     * @param kernelFileSystems   take {@code /proc} and its like too
     * @param allowEmptySource    go on although the source has become empty
     */
    public record SelectionOptions(List<Rule> rules, boolean followLinks, boolean kernelFileSystems,
            boolean allowEmptySource) {
        /** Everything. */
        public static final SelectionOptions EVERYTHING = new SelectionOptions(List.of(), false, false, false);

        /** Copies the list. */
        public SelectionOptions {
            rules = List.copyOf(rules);
        }

        /** One option and its argument. */
        public record Rule(String option, String argument) {
        }
    }

    /**
     * How the content is stored.
     *
     * @param volumeBytes    size at which a volume is closed
     * @param maxBlockSize   longest signature block (spec 4.2)
     * @param squareRoot     block length by the rule of duplicity 3.0.3 and later
     * @param filesChanged   whether the manifest lists the changed files
     * @param jsonstat       whether to store and print the statistics as JSON
     */
    public record ContentOptions(long volumeBytes, int maxBlockSize, boolean squareRoot, boolean filesChanged,
            boolean jsonstat) {
        /** 200 MiB, 2048 bytes, the file list, no JSON. */
        public static final ContentOptions DEFAULT = new ContentOptions(200L << 20, 2048, false, true, false);
    }

    /**
     * How the set joins its chain.
     *
     * @param fullIfOlderThan     begin a new chain if the last full is older; null for never
     * @param fullIfIncrements    begin a new chain if the last has this many increments; 0 for never
     * @param skipIfNoChange      store nothing if nothing changed
     * @param allowSourceMismatch go on although host or folder are not those of the chain
     * @param checkRemote         compare the last manifest with its copy on the store
     * @param rotateKeys          begin a new chain if this run's passphrase or keys are not the chain's
     * @param now                 the time of the set; null for the clock's
     */
    public record ChainOptions(Instant fullIfOlderThan, int fullIfIncrements, boolean skipIfNoChange,
            boolean allowSourceMismatch, boolean checkRemote, boolean rotateKeys, Instant now) {
        /** Increments for ever, own source only, remote manifest checked. */
        public static final ChainOptions DEFAULT = new ChainOptions(null, 0, false, false, true, false, null);
    }

    /** @throws NullPointerException if something is missing */
    public BackupRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(chain, "chain");
    }

    /** A backup of a whole source with every option at its default. */
    public static BackupRequest of(String source, String url) {
        return new BackupRequest(TargetOptions.of(url), Mode.AUTO, source, SelectionOptions.EVERYTHING,
                ContentOptions.DEFAULT, ChainOptions.DEFAULT, true);
    }
}
