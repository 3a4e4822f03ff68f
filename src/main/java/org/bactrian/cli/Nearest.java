package org.bactrian.cli;

import java.util.Collection;
import java.util.Optional;

/** Finds what a mistyped word was meant to be. */
final class Nearest {
    /** A word this many times as long as its number of errors, or longer, is still recognised. */
    private static final int LETTERS_PER_ERROR = 3;

    private Nearest() {
    }

    /** The candidate with the fewest letters to insert, drop, change or swap; empty if even that one is too far. */
    static Optional<String> to(String word, Collection<String> candidates) {
        String best = null;
        int fewest = Math.max(1, word.length() / LETTERS_PER_ERROR) + 1;
        for (String candidate : candidates) {
            int errors = distance(word, candidate);
            if (errors < fewest) {
                fewest = errors;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
