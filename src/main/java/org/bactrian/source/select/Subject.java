package org.bactrian.source.select;

import org.bactrian.source.Candidate;

/** A candidate with its path as the rules see it: from the source as typed, in characters. For one thread. */
final class Subject {
    private final Candidate candidate;
    private final int[] path;
    private final int length;
    private String text;

    /** Decodes the path; asks for nothing else. */
    Subject(Candidate candidate) {
        this.candidate = candidate;
        byte[] bytes = candidate.fullPath();
        path = new int[bytes.length];
        length = PathText.decode(bytes, path, 0);
    }

    Candidate candidate() {
        return candidate;
    }

    /** The code points of the whole path, and perhaps more behind them. */
    int[] path() {
        return path;
    }

    /** How many of the code points count. */
    int length() {
        return length;
    }

    /** The path as a string; made when first asked for. */
    String text() {
        if (text == null) {
            text = new String(path, 0, length);
        }
        return text;
    }
}
