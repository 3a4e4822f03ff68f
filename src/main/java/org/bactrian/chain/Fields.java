package org.bactrian.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** A cursor over the fields of one manifest line. Never fails: what is not there is empty. */
final class Fields {
    private final byte[] line;
    private int at;

    Fields(byte[] line) {
        this.line = line;
    }

    /** The next run of non-space bytes. */
    String word() {
        return new String(raw(), StandardCharsets.ISO_8859_1);
    }

    /** The next field as written: in double quotes to the closing one, else up to the next space. */
    byte[] quoted() {
        skipSpaces();
        if (at >= line.length || line[at] != '"') {
            return raw();
        }
        int start = at++;
        while (at < line.length && line[at] != '"') {
            at++;
        }
        at = Math.min(at + 1, line.length);
        return Arrays.copyOfRange(line, start, at);
    }

    /** What is left of the line, without spaces around it. */
    byte[] rest() {
        skipSpaces();
        int end = line.length;
        while (end > at && Quoting.isSpace(line[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(line, at, end);
    }

    private byte[] raw() {
        skipSpaces();
        int start = at;
        while (at < line.length && !Quoting.isSpace(line[at])) {
            at++;
        }
        return Arrays.copyOfRange(line, start, at);
    }

    private void skipSpaces() {
        while (at < line.length && Quoting.isSpace(line[at])) {
            at++;
        }
    }

    /** A number of up to 18 decimal digits; empty if it is none. */
    static OptionalLong number(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
