package org.bactrian.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;
import org.bactrian.route.Failures;

/**
 * What libraries log, brought into the run's own log: warnings as warnings, everything down to INFO as details at {@code -v9};
 * nothing below, where Camel shows the values of properties. What Camel says about an exception of ours
 * also comes out as the failure the user is told of: that is left out, for one failure has one line.
 */
final class JavaLogging extends Handler {
    private static final String CAMEL = "org.apache.camel.";
    /** What stands between the service and the cluster's database: what fails there is told by the service, once and with its file. */
    private static final List<String> ENGINE = List.of("org.quartz.", "com.zaxxer.hikari.", "org.flywaydb.", "org.postgresql.");
    private static final String ERROR_HANDLERS = "org.apache.camel.processor.errorhandler";

    /** Camel counts from 0. */
    private static final Pattern ATTEMPT = Pattern.compile("On delivery attempt: ([0-9]{1,9})\\b.*?caught: (?:[\\w.$]+Exception: )?", Pattern.DOTALL);

    private final RunLog log;
    private final BooleanSupplier stop;
    private final boolean retrying;
    private final SimpleFormatter formatter = new SimpleFormatter();

    /**
     * @param log  takes the lines
     * @param stop true once the run shall end: what Camel says then about work that is cut off is what was asked for
     * @param retrying whether a step of a store is tried more than once: else its first failure is the one the user is told of
     */
    JavaLogging(RunLog log, BooleanSupplier stop, boolean retrying) {
        this.log = log;
        this.stop = stop;
        this.retrying = retrying;
    }

    /**
     * Takes the place of all handlers of this JVM.
     *
     * @param stop      as the constructor's
     * @param retrying  as the constructor's
     * @param debugging whether details are wanted
     */
    static void install(RunLog log, BooleanSupplier stop, boolean retrying, boolean debugging) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(debugging ? Level.INFO : Level.WARNING);
        root.addHandler(new JavaLogging(log, stop, retrying));
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue() || ENGINE.stream().anyMatch(engine -> isFrom(line, engine))) {
            log.debug(line.getLoggerName() + ": " + formatter.formatMessage(line));
        } else if (isFrom(line, ERROR_HANDLERS)) {
            if (retrying && line.getLevel().intValue() < Level.SEVERE.intValue()) {
                log.warning(retry(formatter.formatMessage(line)));
            }
        } else if (!isFrom(line, CAMEL) || !stop.getAsBoolean() && !comesOutAsFailure(line.getThrown())) {
            log.warning(formatter.formatMessage(line));
        }
    }

    private static boolean comesOutAsFailure(Throwable thrown) {
        return thrown != null && Failures.of(thrown).kind() != ErrorKind.UNEXPECTED;
    }

    private static boolean isFrom(LogRecord line, String loggers) {
        return line.getLoggerName() != null && line.getLoggerName().startsWith(loggers);
    }

    /** Of Camel's words about a failed attempt only which one it was, and the reason. It says them of the last one, too. */
    private static String retry(String text) {
        Matcher attempt = ATTEMPT.matcher(text);
        return attempt.find() ? "Attempt " + (Integer.parseInt(attempt.group(1)) + 1) + " failed: " + text.substring(attempt.end()) : text;
    }

    @Override
    public void flush() {
        // the run's log does
    }

    @Override
    public void close() {
        // the run's log is closed by its owner
    }
}
