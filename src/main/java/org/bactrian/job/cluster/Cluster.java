package org.bactrian.job.cluster;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.FileHistory;
import org.bactrian.job.History;
import org.bactrian.job.JobBoard;
import org.bactrian.job.RunRecord;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Secret;
import org.bactrian.log.RunLog;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/**
 * This service as a node of a cluster. A database that is not there keeps nothing else from running: the cluster's jobs wait for it, runs
 * that end meanwhile are kept aside for its history. Used by the service's thread; {@link #history()} and {@link #clock()} are thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private final ClusterOptions options;
    private final RunLog log;
    private final ClusterDatabase database;
    private final ClusterClock clock;
    private final DatabaseHistory runs;
    private final FileHistory unsent;
    private final Map<String, Scheduler> schedulers = new HashMap<>();
    private List<Job> jobs = List.of();
    private JobBoard board;
    private Firing firing;
    private boolean migrated;
    private boolean stale;
    private String told = "";

    /**
     * @param options of the node
     * @param clock   of the host
     * @param log     told of what the database does not do
     * @param secret  finds the password
     * @param aside   folder for runs that the database has not got yet
     */
    public Cluster(ClusterOptions options, Clock clock, RunLog log, Secret secret, Path aside) {
        this.options = options;
        this.log = log;
        this.clock = new ClusterClock(clock);
        database = new ClusterDatabase(options, secret);
        runs = new DatabaseHistory(database);
        unsent = new FileHistory(aside);
        DBConnectionManager.getInstance().addConnectionProvider(QuartzSettings.DATA_SOURCE, database);
    }

    /** The database's time, as far as it is known. */
    public Clock clock() {
        return clock;
    }

    /** The name of this node. */
    public String node() {
        return options.node();
    }

    /** Where runs are kept. What is there already is told to the board later, by {@link #look()}. */
    public History history() {
        return new History() {
            @Override
            public List<RunRecord> runs(String job) {
                return List.of();
            }

            @Override
            public void add(RunRecord run) {
                keep(run);
            }
        };
    }

    /** The runs of a job in the database. @throws BactrianException CONNECTION_FAILED if it does not give them */
    public static History history(ClusterOptions options, Secret secret) {
        return new History() {
            @Override
            public List<RunRecord> runs(String job) {
                try (ClusterDatabase database = new ClusterDatabase(options, secret)) {
                    try {
                        database.migrate();
                        return new DatabaseHistory(database).runs(job);
                    } catch (SQLException e) {
                        throw new BactrianException(ErrorKind.CONNECTION_FAILED, Faults.problem(options, e).toString(), "", e);
                    }
                }
            }

            @Override
            public void add(RunRecord run) {
                throw new UnsupportedOperationException("only a node writes");
            }
        };
    }

    private void keep(RunRecord run) {
        try {
            runs.add(run);
        } catch (SQLException e) {
            log.debug("kept aside: " + e.getMessage());
            synchronized (unsent) {
                unsent.add(run);
            }
        }
    }

    /** What runs to a schedule from now on. @param entrance lines a run up */
    public void enforce(List<Job> all, JobBoard board, Firing.Entrance entrance) {
        this.board = board;
        jobs = all.stream().filter(Job::isClustered).toList();
        firing = new Firing(options, database, runs, clock, board, entrance, log);
        stale = true;
        look();
    }

    /** Looks after everything; to be called every few seconds. Does not fail. */
    public void look() {
        try {
            if (!migrated) {
                database.migrate();
                migrated = true;
            }
            clock.measure(database);
            send();
            runs.newer().forEach(board::learn);
            if (isClockRight()) {
                schedule();
                tell("");
            }
        } catch (SQLException | SchedulerException e) {
            tell(Faults.problem(options, e) + "; the jobs of the cluster wait");
        }
    }

    private boolean isClockRight() throws SchedulerException {
        if (clock.ahead().abs().compareTo(options.tolerance()) <= 0) {
            return true;
        }
        tell("This host's clock is " + clock.ahead().toSeconds() + " s ahead of the database's: the jobs of the cluster are left to other nodes");
        endSchedulers();
        return false;
    }

    private void tell(String trouble) {
        if (!trouble.isEmpty() && told.isEmpty()) {
            log.warning(trouble);
        } else if (trouble.isEmpty() && !told.isEmpty()) {
            log.notice("The cluster is in order again");
        }
        told = trouble;
    }

    private void send() throws SQLException {
        synchronized (unsent) {
            for (String job : unsent.jobs()) {
                for (RunRecord run : unsent.runs(job)) {
                    runs.add(run);
                }
                unsent.clear(job);
            }
        }
    }

    private void schedule() throws SchedulerException, SQLException {
        for (String label : options.allLabels()) {
            Scheduler known = schedulers.get(label);
            boolean isNew = known == null || known.isShutdown();
            Scheduler scheduler = isNew ? new StdSchedulerFactory(QuartzSettings.of(options, label)).getScheduler() : known;
            schedulers.put(label, scheduler);
            scheduler.getContext().put(FireRun.FIRING, firing);
            List<Job> here = jobs.stream().filter(job -> job.runsOn().equals(label)).toList();
            Scheduling scheduling = new Scheduling(scheduler, clock, runs, options.tolerance());
            if (isNew || stale) {
                scheduling.apply(here);
            }
            scheduling.recall(here);
            if (isNew) {
                scheduler.start();
            }
        }
        if (stale) {
            sayWhatRunsElsewhere();
        }
        stale = false;
    }

    private void sayWhatRunsElsewhere() {
        Set<String> elsewhere = new TreeSet<>();
        jobs.stream().filter(job -> !options.allLabels().contains(job.runsOn())).forEach(job -> elsewhere.add(job.name() + " (" + job.runsOn() + ")"));
        if (!elsewhere.isEmpty()) {
            log.notice("Jobs of other nodes: " + String.join(", ", elsewhere));
        }
    }

    /** Lets the database begin nothing more here; to be called before what runs is told to end. */
    public void stop() {
        for (Scheduler scheduler : schedulers.values()) {
            try {
                scheduler.standby();
            } catch (SchedulerException e) {
                log.debug("standby: " + e.getMessage());
            }
        }
    }

    private void endSchedulers() throws SchedulerException {
        for (Scheduler scheduler : schedulers.values()) {
            scheduler.shutdown(false);
        }
        schedulers.clear();
    }

    /** To be called when all runs have ended. */
    @Override
    public void close() {
        try {
            endSchedulers();
        } catch (SchedulerException e) {
            log.debug("ending: " + e.getMessage());
        }
        database.close();
    }
}
