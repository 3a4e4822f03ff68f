package org.bactrian.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.job.config.Job;

/** The command line that does what a job says. */
public final class CommandLines {
    /** For the lease of a node of the cluster that was cut off: twice as long as it is good, and more. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private CommandLines() {
    }

    /**
     * The words for one target.
     *
     * @param more      for RESTORE: options, and the folder as the last one; empty else
     * @param elsewhere whether other hosts may have made sets of this chain, by the same job
     */
    public static List<String> of(Job job, Task task, String target, List<String> more, boolean elsewhere) {
        List<String> words = new ArrayList<>();
        words.add(command(job, task));
        words.addAll(job.options());
        if (job.isClustered() && job.options().stream().noneMatch(option -> option.startsWith("--lock-wait"))) {
            words.add("--lock-wait=" + PATIENCE.toSeconds());
        }
        if (elsewhere) {
            words.add("--allow-source-mismatch");
        }
        switch (task) {
            case BACKUP, FULL -> {
                words.addAll(job.selection());
                words.addAll(List.of("--", job.source(), target));
            }
            case VERIFY -> {
                words.addAll(job.selection());
                if (job.compareData()) {
                    words.add("--compare-data");
                }
                words.addAll(List.of("--", target, job.source()));
            }
            case RETENTION -> {
                List<String> rules = job.retention().subList(1, job.retention().size());
                rules.stream().filter(CommandLines::isOption).forEach(words::add);
                words.addAll(List.of("--force", "--"));
                rules.stream().filter(rule -> !isOption(rule)).forEach(words::add);
                words.add(target);
            }
            case RESTORE -> {
                words.addAll(more.subList(0, more.size() - 1));
                words.addAll(List.of("--", target, more.get(more.size() - 1)));
            }
        }
        return words;
    }

    private static boolean isOption(String word) {
        return word.startsWith("--");
    }

    private static String command(Job job, Task task) {
        return task == Task.RETENTION ? job.retention().get(0) : task.word();
    }
}
