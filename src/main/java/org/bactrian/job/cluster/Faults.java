package org.bactrian.job.cluster;

import java.sql.SQLException;
import org.bactrian.job.config.Problem;

/** Why the database does not do what it should, in words, at the line of {@code cluster.properties} that has to do with it. */
final class Faults {
    /** SQL state of our own: the reference to the password leads nowhere. */
    static final String NO_PASSWORD = "BAC01";

    /** Appendix A of PostgreSQL's manual: classes and codes of SQL states. */
    private static final String CONNECTION = "08";
    private static final String REFUSED_USER = "28";
    private static final String NO_DATABASE = "3D000";

    private Faults() {
    }

    static Problem problem(ClusterOptions options, Throwable thrown) {
        SQLException fault = innermost(thrown);
        String state = fault == null || fault.getSQLState() == null ? "" : fault.getSQLState();
        if (state.equals(NO_PASSWORD)) {
            return options.problem(ClusterFile.PASSWORD, fault.getMessage());
        }
        if (state.startsWith(REFUSED_USER)) {
            String key = options.password() == null ? ClusterFile.USER : ClusterFile.PASSWORD;
            return options.problem(key, "the database refuses the user" + (options.user() == null ? "" : " " + options.user()) + " or the password");
        }
        if (state.equals(NO_DATABASE)) {
            return options.problem(ClusterFile.URL, "there is no such database: " + shown(options));
        }
        String why = line(fault == null ? thrown : fault);
        return options.problem(ClusterFile.URL, (state.startsWith(CONNECTION) ? "the database cannot be reached: " : "the database " + shown(options) + ": ") + why);
    }

    private static String shown(ClusterOptions options) {
        return options.url().replaceFirst("\\?.*", "");
    }

    /** The pool wraps what the driver said. */
    private static SQLException innermost(Throwable thrown) {
        SQLException found = null;
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < 10; at = at.getCause(), depth++) {
            found = at instanceof SQLException sql && (found == null || sql.getSQLState() != null) ? sql : found;
        }
        return found;
    }

    private static String line(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage().lines().findFirst().orElse("");
    }
}
