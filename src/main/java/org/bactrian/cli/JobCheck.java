package org.bactrian.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bactrian.cli.option.Group;
import org.bactrian.error.BactrianException;
import org.bactrian.job.CommandLines;
import org.bactrian.job.Task;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.JobsFile.Check;
import org.bactrian.job.config.JobsFile.Fault;

/** Whether the command line understands what a job says: its URL, each of its options, and all of it together. */
final class JobCheck implements Check {
    /** Of the groups that concern a whole process only these can be given for one job. */
    private static final Set<String> FOR_A_JOB = Set.of("--dry-run", "--ignore-errors", "--jsonstat");
    private static final Set<Group> FOR_THE_SERVICE = EnumSet.of(Group.RUN, Group.STORE, Group.SERVICE);

    private final WordCommands commands;
    private final boolean inCluster;

    /** For a service that is no node of a cluster. */
    JobCheck(WordCommands commands) {
        this(commands, false);
    }

    /** @param inCluster whether there is a cluster for jobs to run on */
    JobCheck(WordCommands commands, boolean inCluster) {
        this.commands = commands;
        this.inCluster = inCluster;
    }

    @Override
    public List<Fault> faults(Job job) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < job.targets().size(); i++) {
            add(faults, job.targets().size() == 1 ? "target" : "targets/" + i, List.of("backup", "--", job.source(), job.targets().get(i)));
        }
        if (!faults.isEmpty()) {
            return faults;
        }
        if (job.isClustered() && !inCluster) {
            faults.add(new Fault("runs-on", "there is no cluster: config/cluster.properties names no database (bactrian.cluster.url)"));
        }
        for (String option : job.options()) {
            String name = option.split("=", 2)[0];
            forbidden(name).ifPresentOrElse(text -> faults.add(new Fault("options/" + name.substring(2), text)),
                    () -> add(faults, "options/" + name.substring(2), List.of("backup", option, "--", job.source(), job.targets().get(0))));
        }
        for (int i = 0; i < job.selection().size(); i++) {
            String option = job.selection().get(i);
            if (new Model().groupOf(option).filter(Group.SELECTION::equals).isEmpty()) {
                faults.add(new Fault("select/" + i, "there is no rule of selection '" + option.split("=", 2)[0].substring(2) + "'"));
            }
        }
        if (!job.retention().isEmpty()) {
            add(faults, "retention", CommandLines.of(job, Task.RETENTION, job.targets().get(0), List.of(), job.isClustered()));
        }
        if (faults.isEmpty()) {
            add(faults, "", CommandLines.of(job, Task.BACKUP, job.targets().get(0), List.of(), job.isClustered()));
            add(faults, "verify", CommandLines.of(job, Task.VERIFY, job.targets().get(0), List.of(), job.isClustered()));
        }
        return faults;
    }

    private static Optional<String> forbidden(String name) {
        boolean whole = new Model().groupOf(name).filter(FOR_THE_SERVICE::contains).isPresent() && !FOR_A_JOB.contains(name);
        return whole ? Optional.of("the option '" + name.substring(2) + "' is not for one job; give it to bactrian serve") : Optional.empty();
    }

    private void add(List<Fault> faults, String key, List<String> words) {
        try {
            commands.check(words);
        } catch (BactrianException e) {
            faults.add(new Fault(key, e.getMessage().replaceFirst("^Command line error: ", "")));
        }
    }
}
