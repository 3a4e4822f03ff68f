package org.bactrian.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A run that has ended, as the history keeps it.
 *
 * @param job      the job's name
 * @param task     what was done
 * @param cause    why it ran
 * @param start    seconds since 1970
 * @param end      seconds since 1970
 * @param outcome  success, warning, failure, cancelled or missed
 * @param exitCode as the command line's
 * @param error    what went wrong; empty if nothing did
 * @param targets  what was done for each
 * @param node     of a cluster, that ran it; null without one
 * @param slot     the time of the schedule that it was for, in seconds since 1970; null for none in particular
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(@JsonProperty("job") String job, @JsonProperty("task") Task task, @JsonProperty("cause") Order.Cause cause,
        @JsonProperty("start") double start, @JsonProperty("end") double end, @JsonProperty("outcome") Outcome outcome,
        @JsonProperty("exitCode") int exitCode, @JsonProperty("error") String error,
        @JsonProperty("targets") List<TargetRecord> targets, @JsonProperty("node") String node, @JsonProperty("slot") Double slot) {
    /** A run without a cluster. */
    public RunRecord(String job, Task task, Order.Cause cause, double start, double end, Outcome outcome, int exitCode, String error,
            List<TargetRecord> targets) {
        this(job, task, cause, start, end, outcome, exitCode, error, targets, null, null);
    }

    /** How it ended. */
    public enum Outcome {
        /** All that was asked for was done. */
        SUCCESS,
        /** Done, but there is something to look at: entries left out, differences, warnings. */
        WARNING,
        /** Not done. */
        FAILURE,
        /** Ended early because somebody wanted that. */
        CANCELLED,
        /** Times of the schedule, from {@code start} to {@code slot}, passed without a run. */
        MISSED;

        /** As in texts and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was done for one target.
     *
     * @param target      its URL
     * @param error       what went wrong; empty if nothing did
     * @param entryErrors entries that could not be read, written or compared
     * @param differences entries that differ
     * @param figures     of a backup; null else
     */
    public record TargetRecord(@JsonProperty("target") String target, @JsonProperty("error") String error,
            @JsonProperty("entryErrors") int entryErrors, @JsonProperty("differences") int differences,
            @JsonProperty("figures") Figures figures) {
    }

    /** What a backup counted; the bytes are those of duplicity's SourceFileSize, RawDeltaSize and TotalDestinationSizeChange. */
    public record Figures(@JsonProperty("bytesRead") long bytesRead, @JsonProperty("bytesAdded") long bytesAdded,
            @JsonProperty("bytesStored") long bytesStored, @JsonProperty("files") long files, @JsonProperty("filesNew") long filesNew,
            @JsonProperty("filesChanged") long filesChanged, @JsonProperty("filesDeleted") long filesDeleted,
            @JsonProperty("errors") long errors, @JsonProperty("chainLength") int chainLength,
            @JsonProperty("volumes") int volumes) {
    }

    /** The first target's figures; empty if there are none. */
    public Optional<Figures> figures() {
        return targets.stream().map(TargetRecord::figures).filter(Objects::nonNull).findFirst();
    }

    /** Whether it did what it should. */
    @JsonIgnore
    public boolean isGood() {
        return outcome == Outcome.SUCCESS || outcome == Outcome.WARNING;
    }
}
