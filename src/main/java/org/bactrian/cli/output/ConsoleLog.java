package org.bactrian.cli.output;

import java.io.OutputStream;
import java.util.function.IntSupplier;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/**
 * For people: errors to standard error, everything else, warnings included, to standard output (spec 12.3); no colours. What
 * is less important than the verbosity is not shown.
 */
public final class ConsoleLog implements RunOutput {
    /** ECMA-48: to the beginning of the line above (CPL), and clear it (EL 2). */
    private static final String LINE_UP_AND_CLEAR = "\033[F\033[2K";

    private final LinePrinter out;
    private final LinePrinter err;
    private final int verbosity;
    private final Stamp stamp;
    private final IntSupplier columns;
    private boolean lastWasProgress;

    /**
     * @param out       standard output
     * @param err       standard error
     * @param verbosity 0 to 9
     * @param stamp     begins each message ({@code --log-timestamp}); null for nothing
     * @param columns   of the terminal, where a line of progress takes the place of the one before; null if it is none
     */
    public ConsoleLog(OutputStream out, OutputStream err, int verbosity, Stamp stamp, IntSupplier columns) {
        this.out = new LinePrinter(out);
        this.err = new LinePrinter(err);
        this.verbosity = verbosity;
        this.stamp = stamp;
        this.columns = columns;
    }

    @Override
    public boolean takes(Level level) {
        return level.verbosity() <= verbosity;
    }

    @Override
    public synchronized void say(Level level, Code code, String extra, String text) {
        if (takes(level)) {
            print(level, text);
            lastWasProgress = false;
            out.flush();
        }
    }

    @Override
    public synchronized void progress(ProgressText progress) {
        if (columns == null) {
            RunOutput.super.progress(progress);
        } else if (Level.NOTICE.verbosity() <= verbosity) {
            String begin = stamp == null ? "" : stamp.of(Level.NOTICE);
            out.print((lastWasProgress ? LINE_UP_AND_CLEAR : "") + begin + progress.line(columns.getAsInt() - begin.length()));
            lastWasProgress = true;
            out.flush();
        }
    }

    /** Results come by the thousand, so they are flushed with the next message or at the end; on a terminal at once. */
    @Override
    public synchronized void result(Level level, Code code, String extra, String text) {
        print(level, text);
        lastWasProgress = false;
        if (columns != null) {
            out.flush();
        }
    }

    /** Somebody waits for it, so it is flushed at once. */
    @Override
    public synchronized void state(RunState state) {
        RunOutput.super.state(state);
        out.flush();
    }

    private void print(Level level, String text) {
        String line = stamp == null ? text : stamp.of(level) + text;
        if (level == Level.ERROR) {
            out.flush();
            err.print(line);
            err.flush();
        } else {
            out.print(line);
        }
    }

    @Override
    public synchronized void failed(BactrianException failure, int exitCode) {
        print(Level.ERROR, failure.guidance().isEmpty() ? failure.getMessage()
                : failure.getMessage() + "\n" + failure.guidance());
    }

    /** Says nothing: exit code and statistics have said it. */
    @Override
    public void finished(Summary summary) {
        close();
    }

    @Override
    public synchronized void close() {
        out.flush();
        err.flush();
    }
}
