package org.bactrian.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.log.NameText;

/**
 * Writes texts as bytes, names in them as they are ({@link NameText}). A reader that has gone ({@code | head}) ends the
 * printing, not the run. Not thread-safe.
 */
final class LinePrinter {
    private static final byte[] LINE_END = {'\n'};

    private final OutputStream out;
    private boolean broken;

    LinePrinter(OutputStream out) {
        this.out = out;
    }

    /** Writes one text and a line end; it may stay in the stream's buffer. */
    void print(String text) {
        write(NameText.bytes(text));
        write(LINE_END);
    }

    private void write(byte[] bytes) {
        if (!broken) {
            try {
                out.write(bytes, 0, bytes.length);
            } catch (IOException e) {
                broken = true;
            }
        }
    }

    void flush() {
        if (!broken) {
            try {
                out.flush();
            } catch (IOException e) {
                broken = true;
            }
        }
    }

    /** Flushes, and closes the stream. */
    void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            broken = true;
        }
    }
}
