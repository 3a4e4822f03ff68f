package org.bactrian.cli.output;

import java.io.OutputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/**
 * duplicity's machine log (spec 12.3), for front ends: {@code --log-fd}, {@code --log-file}. UTF-8. A stanza a message:
 *
 * <pre>
 * LEVEL CODE[ EXTRA]      EXTRA may go on in further lines
 * . TEXT                  each line of the text
 * (empty line)
 * </pre>
 *
 * The code of an ERROR is the exit code. Each stanza is flushed, for a program waits for it. A reader that has gone does not
 * end the run.
 */
public final class MachineLog implements RunOutput {
    private final LinePrinter out;
    private final int verbosity;

    /**
     * @param out       buffered; closed with this
     * @param verbosity 0 to 9
     */
    public MachineLog(OutputStream out, int verbosity) {
        this.out = new LinePrinter(out);
        this.verbosity = verbosity;
    }

    @Override
    public boolean takes(Level level) {
        return level.verbosity() <= verbosity;
    }

    @Override
    public void say(Level level, Code code, String extra, String text) {
        if (takes(level)) {
            stanza(level, code.number(), extra, text);
        }
    }

    @Override
    public void result(Level level, Code code, String extra, String text) {
        stanza(level, code.number(), extra, text);
    }

    @Override
    public void failed(BactrianException failure, int exitCode) {
        stanza(Level.ERROR, exitCode, "", failure.getMessage());
    }

    private synchronized void stanza(Level level, int number, String extra, String text) {
        out.print(level + " " + number + (extra.isEmpty() ? "" : " " + extra));
        for (String line : text.split("\n", -1)) {
            out.print(". " + readable(line));
        }
        out.print("");
        out.flush();
    }

    /** With U+FFFD for each byte of a name that is not UTF-8, for the log is read as UTF-8 (spec 12.3); EXTRA has the name as it is. */
    private static String readable(String line) {
        StringBuilder text = new StringBuilder();
        line.codePoints().forEach(c -> text.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return text.toString();
    }

    /** Says nothing: the format has no word for it. */
    @Override
    public void finished(Summary summary) {
        // the stanzas have said it all
    }

    @Override
    public synchronized void close() {
        out.close();
    }
}
