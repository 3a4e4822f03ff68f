package org.bactrian.source.select;

import java.util.regex.PatternSyntaxException;

/** Goes over a regular expression character by character; shared by the parts of the translator. For one thread. */
final class RegexpReader {
    private final int[] text;
    private final String source;
    private int at;

    RegexpReader(String source) {
        this.source = source;
        this.text = PathText.points(source);
    }

    boolean atEnd() {
        return at >= text.length;
    }

    /** The character at the position; −1 at the end. */
    int peek() {
        return at < text.length ? text[at] : -1;
    }

    /** Takes one character. */
    int next() {
        if (atEnd()) {
            throw error("unexpected end");
        }
        return text[at++];
    }

    /** Takes a text if it is next. */
    boolean skip(String expected) {
        if (!text(at, Math.min(text.length, at + expected.length())).equals(expected)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    /** Takes everything up to a character, and that. */
    String until(char end) {
        int start = at;
        while (at < text.length && text[at] != end) {
            at++;
        }
        if (atEnd()) {
            throw error("missing " + end);
        }
        return text(start, at++);
    }

    /** Takes digits of a radix, at most so many. */
    String digits(int radix, int atMost) {
        int start = at;
        while (at < text.length && at - start < atMost && text[at] < 0x80 && Character.digit(text[at], radix) >= 0) {
            at++;
        }
        return text(start, at);
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /** What says that the expression is wrong, and where. */
    PatternSyntaxException error(String reason) {
        return new PatternSyntaxException(reason, source, at);
    }

    private String text(int start, int end) {
        return new String(text, start, end - start);
    }
}
