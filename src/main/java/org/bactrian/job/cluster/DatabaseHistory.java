package org.bactrian.job.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.job.History;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;

/** The table {@code BACTRIAN_RUNS}: the runs of all nodes, of each job the newest {@value #MOST}. Thread-safe. */
final class DatabaseHistory {
    private static final int MOST = 1000;
    private static final String INSERT = "INSERT INTO BACTRIAN_RUNS (JOB, TASK, NODE, STARTED, ENDED, OUTCOME, RECORD, SLOT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    private static final String PRUNE = "DELETE FROM BACTRIAN_RUNS WHERE JOB = ? AND ID <="
            + " (SELECT ID FROM BACTRIAN_RUNS WHERE JOB = ? ORDER BY ID DESC OFFSET " + MOST + " LIMIT 1)";
    private static final String LAST_SLOT = "SELECT MAX(SLOT) FROM BACTRIAN_RUNS WHERE JOB = ? AND TASK = ?";
    /** Of two nodes that write at once, the one with the lower number may be seen later. */
    private static final int MAY_COME_LATER = 20;
    private static final String OF_JOB = "SELECT ID, RECORD FROM BACTRIAN_RUNS WHERE JOB = ? ORDER BY ID";
    private static final String NEWER = "SELECT ID, RECORD FROM BACTRIAN_RUNS WHERE ID > ? ORDER BY ID";

    private final ClusterDatabase database;
    private long known;

    DatabaseHistory(ClusterDatabase database) {
        this.database = database;
    }

    /** Adds a run, once however often it is given. */
    void add(RunRecord run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement prune = connection.prepareStatement(PRUNE)) {
            List<Object> values = List.of(run.job(), run.task().word(), run.node(), run.start(), run.end(), run.outcome().word(), History.json(run));
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.setObject(values.size() + 1, run.slot(), Types.DOUBLE);
            insert.executeUpdate();
            prune.setString(1, run.job());
            prune.setString(2, run.job());
            prune.executeUpdate();
        }
    }

    /** The runs of a job, the oldest first. */
    List<RunRecord> runs(String job) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(OF_JOB)) {
            select.setString(1, job);
            return read(select);
        }
    }

    /** The last time of a schedule of which something is known: that it was run, or missed; empty if none is. */
    Optional<Instant> lastSlot(String job, Task task) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(LAST_SLOT)) {
            select.setString(1, job);
            select.setString(2, task.word());
            try (ResultSet rows = select.executeQuery()) {
                double seconds = rows.next() ? rows.getDouble(1) : 0;
                return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
            }
        }
    }

    /** What has come since this was last asked; at first all. */
    synchronized List<RunRecord> newer() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(NEWER)) {
            select.setLong(1, known - MAY_COME_LATER);
            return read(select);
        }
    }

    private synchronized List<RunRecord> read(PreparedStatement select) throws SQLException {
        List<RunRecord> runs = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                known = Math.max(known, rows.getLong(1));
                History.parse(rows.getString(2)).ifPresent(runs::add);
            }
        }
        return runs;
    }
}
