package org.bactrian.job.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.bactrian.error.BactrianException;
import org.bactrian.job.config.Secret;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.quartz.utils.ConnectionProvider;

/**
 * The connections to the cluster's database, and its tables. The password is looked up for each new connection, and is kept nowhere.
 * Thread-safe.
 */
final class ClusterDatabase implements ConnectionProvider, AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final int CONNECT_SECONDS = 5;
    /** A database that does not answer for so long is lost. */
    private static final int ANSWER_SECONDS = 60;
    /** A node that is paused in the middle of a transaction keeps its locks, and with them all others, no longer than this. */
    private static final String OWN_LIMITS = "SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '30s'";
    private static final String SCHEMA = "classpath:org/bactrian/job/cluster/schema";

    private final HikariDataSource pool;

    /** Connects to nothing yet. */
    ClusterDatabase(ClusterOptions options, Secret secret) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("cluster");
        config.setDataSource(new Source(options, secret));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_SECONDS * 1000L);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(OWN_LIMITS);
        pool = new HikariDataSource(config);
    }

    private static final class Source extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;

        private final transient Secret secret;
        private final String reference;

        Source(ClusterOptions options, Secret secret) {
            this.secret = secret;
            reference = options.password();
            setUrl(options.url());
            setUser(options.user());
            setConnectTimeout(CONNECT_SECONDS);
            setLoginTimeout(CONNECT_SECONDS);
            setSocketTimeout(ANSWER_SECONDS);
            setTcpKeepAlive(true);
            setApplicationName("bactrian " + options.node());
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                return getConnection(getUser(), reference == null ? null : secret.resolve(reference));
            } catch (BactrianException e) {
                throw new SQLException(e.getMessage(), Faults.NO_PASSWORD);
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    /** Makes the tables, or brings those of an older version up to date; of several nodes that start at once one does it. */
    void migrate() throws SQLException {
        getConnection().close(); // says more plainly why it cannot be reached
        try {
            Flyway.configure().dataSource(pool).locations(SCHEMA).table("bactrian_schema").baselineOnMigrate(true).baselineVersion("0").load().migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables cannot be made or brought up to date: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /** What its clock says. */
    Instant time() throws SQLException {
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT")) {
            rows.next();
            return Instant.ofEpochMilli(rows.getLong(1));
        }
    }

    @Override
    public void initialize() {
        // is, since it was made
    }

    /** One of the schedulers ended; the others go on. */
    @Override
    public void shutdown() {
        // the connections are closed by their owner
    }

    @Override
    public void close() {
        pool.close();
    }
}
