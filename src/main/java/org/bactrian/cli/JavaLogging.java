package org.bactrian.cli;

import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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
    private static final String ERROR_HANDLERS = "org.apache.camel.processor.errorhandler";
    private static final String CAUGHT = "caught: ";

    private final RunLog log;
    private final BooleanSupplier stop;
    private final SimpleFormatter formatter = new SimpleFormatter();

    /**
     * @param log  takes the lines
     * @param stop true once the run shall end: what Camel says then about work that is cut off is what was asked for
     */
    JavaLogging(RunLog log, BooleanSupplier stop) {
        this.log = log;
        this.stop = stop;
    }

    /**
     * Takes the place of all handlers of this JVM.
     *
     * @param stop      as the constructor's
     * @param debugging whether details are wanted
     */
    static void install(RunLog log, BooleanSupplier stop, boolean debugging) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(debugging ? Level.INFO : Level.WARNING);
        root.addHandler(new JavaLogging(log, stop));
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            log.debug(line.getLoggerName() + ": " + formatter.formatMessage(line));
        } else if (isFrom(line, ERROR_HANDLERS)) {
            if (line.getLevel().intValue() < Level.SEVERE.intValue()) {
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

    /** Of Camel's words about a failed try only the reason. */
    private static String retry(String text) {
        int at = text.indexOf(CAUGHT);
        return at < 0 ? text : "Trying again after: " + text.substring(at + CAUGHT.length()).replaceFirst("^[\\w.$]+Exception: ", "");
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
