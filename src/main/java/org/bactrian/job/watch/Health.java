package org.bactrian.job.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bactrian.job.JobBoard;
import org.bactrian.job.JobState;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;

/**
 * Whether each job has a backup as young as its objective demands: the dead-man's alarm, which also rings when nothing ran at all. A
 * job without an objective is DOWN only if its last backup failed.
 */
public final class Health {
    private final JobBoard board;

    /** @param board whose jobs are looked at */
    public Health(JobBoard board) {
        this.board = board;
    }

    /**
     * The state now, in the form of Camel's {@code /observe/health}.
     *
     * @param json the answer
     * @param up   whether all is well
     */
    public record Answer(String json, boolean up) {
    }

    /** Looks at all jobs. */
    public Answer answer() {
        ArrayNode checks = JsonNodeFactory.instance.arrayNode();
        boolean up = true;
        for (JobState state : board.states()) {
            Optional<String> trouble = trouble(state);
            up &= trouble.isEmpty();
            ObjectNode check = checks.addObject().put("name", "job:" + state.job().name()).put("status", trouble.isEmpty() ? "UP" : "DOWN");
            ObjectNode data = check.putObject("data");
            state.lastGood(Task.BACKUP).ifPresent(run -> data.put("lastSuccess", Instant.ofEpochSecond((long) run.end()).toString()));
            trouble.ifPresent(text -> data.put("message", text));
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("status", up ? "UP" : "DOWN");
        root.set("checks", checks);
        return new Answer(root.toString(), up);
    }

    /** What is wrong with a job; empty if nothing is. */
    Optional<String> trouble(JobState state) {
        Duration objective = state.job().objective();
        if (objective == null) {
            return state.last(Task.BACKUP).filter(run -> !run.isGood()).map(run -> "the last backup failed: " + run.error());
        }
        Instant last = state.lastGood(Task.BACKUP).map(run -> Instant.ofEpochMilli((long) (run.end() * 1000))).orElse(state.since());
        Duration age = Duration.between(last, board.clock().instant());
        if (age.compareTo(objective) <= 0) {
            return Optional.empty();
        }
        String since = state.lastGood(Task.BACKUP).map(RunRecord::end).isPresent() ? "the last good backup is " : "no backup for ";
        return Optional.of(since + age.toSeconds() + " s" + (since.startsWith("no") ? "" : " old") + ", the objective is "
                + objective.toSeconds() + " s");
    }
}
