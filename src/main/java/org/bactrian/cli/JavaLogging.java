package org.bactrian.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.bactrian.log.RunLog;

/**
 * What libraries log, brought into the run's own log: warnings as warnings, everything down to INFO as details at {@code -v9};
 * nothing below, where Camel shows the values of properties. Camel's error handlers report a failure that also comes out as the
 * exception the user is told of: those are left out, for one failure has one line.
 */
final class JavaLogging extends Handler {
    private static final String ERROR_HANDLERS = "org.apache.camel.processor.errorhandler";
    private static final String CAUGHT = "caught: ";

    private final RunLog log;
    private final SimpleFormatter formatter = new SimpleFormatter();

    /** @param log takes the lines */
    JavaLogging(RunLog log) {
        this.log = log;
    }

    /**
     * Takes the place of all handlers of this JVM.
     *
     * @param debugging whether details are wanted
     */
    static void install(RunLog log, boolean debugging) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(debugging ? Level.INFO : Level.WARNING);
        root.addHandler(new JavaLogging(log));
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            log.debug(line.getLoggerName() + ": " + formatter.formatMessage(line));
        } else if (line.getLoggerName() == null || !line.getLoggerName().startsWith(ERROR_HANDLERS)) {
            log.warning(formatter.formatMessage(line));
        } else if (line.getLevel().intValue() < Level.SEVERE.intValue()) {
            log.warning(retry(formatter.formatMessage(line)));
        }
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
