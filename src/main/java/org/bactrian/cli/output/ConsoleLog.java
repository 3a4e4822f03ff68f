package org.bactrian.cli.output;

import java.io.OutputStream;
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
    private final boolean terminal;
    private boolean lastWasProgress;

    /**
     * @param out       standard output
     * @param err       standard error
     * @param verbosity 0 to 9
     * @param stamp     begins each message ({@code --log-timestamp}); null for nothing
     * @param terminal  whether a line of progress may take the place of the one before
     */
    public ConsoleLog(OutputStream out, OutputStream err, int verbosity, Stamp stamp, boolean terminal) {
        this.out = new LinePrinter(out);
        this.err = new LinePrinter(err);
        this.verbosity = verbosity;
        this.stamp = stamp;
        this.terminal = terminal;
    }

    @Override
    public synchronized void say(Level level, Code code, String extra, String text) {
        if (level.verbosity() <= verbosity) {
            boolean progress = terminal && code == Code.UPLOAD_PROGRESS;
            print(level, progress && lastWasProgress ? LINE_UP_AND_CLEAR + text : text);
            lastWasProgress = progress;
            out.flush();
        }
    }

    /** Results come by the thousand, so they are flushed with the next message or at the end; on a terminal at once. */
    @Override
    public synchronized void result(Level level, Code code, String extra, String text) {
        print(level, text);
        lastWasProgress = false;
        if (terminal) {
            out.flush();
        }
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
