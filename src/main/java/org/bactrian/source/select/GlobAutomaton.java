package org.bactrian.source.select;

import java.util.Arrays;
import java.util.List;

/**
 * A glob made ready to run over many paths: the characters it must begin with, then a set of states as bits, one for
 * each token that comes next, moved over the path one character at a time. Time is linear in the path whatever the
 * glob, and one pass tells everything there is to know. Immutable, thread-safe.
 */
final class GlobAutomaton {
    /** How a glob and a path relate; the later the stronger. */
    enum Match {
        /** Not at all. */
        NONE,
        /** Something below the path may match. */
        SCAN,
        /** The path is below one that matches. */
        BELOW,
        /** The path matches. */
        ITSELF
    }

    private static final int ASCII = 128;

    private final boolean ignoreCase;
    /** What a path begins with, case folded if need be. */
    private final int[] prefix;
    /** Whether a path that ends after so many characters of the prefix may lead to a match. */
    private final boolean[] scanInPrefix;
    private final GlobToken[] rest;
    private final int words;
    /** For each ASCII character the states in which it is accepted. */
    private final long[] accepting;
    private final long[] stars;
    private final long[] doubleStars;
    private final long[] scanStates;

    /**
     * @param tokens the glob
     * @param scan   for 0 to the number of tokens: whether a path that has matched so many may lead to a match
     */
    GlobAutomaton(List<GlobToken> tokens, boolean ignoreCase, boolean[] scan) {
        this.ignoreCase = ignoreCase;
        int p = 0;
        while (p < tokens.size() && tokens.get(p) instanceof GlobToken.Literal) {
            p++;
        }
        prefix = tokens.subList(0, p).stream().map(GlobToken.Literal.class::cast)
                .mapToInt(t -> ignoreCase ? GlobToken.fold(t.c()) : t.c()).toArray();
        scanInPrefix = Arrays.copyOf(scan, p);
        rest = tokens.subList(p, tokens.size()).toArray(new GlobToken[0]);
        words = rest.length / Long.SIZE + 1;
        accepting = new long[rest.length == 0 ? 0 : ASCII * words];
        stars = new long[words];
        doubleStars = new long[words];
        scanStates = new long[words];
        for (int i = 0; i <= rest.length; i++) {
            if (scan[p + i]) {
                scanStates[i / Long.SIZE] |= 1L << i;
            }
            if (i < rest.length) {
                enter(i);
            }
        }
    }

    private void enter(int i) {
        int word = i / Long.SIZE;
        if (rest[i] instanceof GlobToken.One one) {
            for (int c = 0; c < ASCII; c++) {
                if (one.matches(c)) {
                    accepting[c * words + word] |= 1L << i;
                }
            }
        } else if (rest[i] instanceof GlobToken.DoubleStar) {
            doubleStars[word] |= 1L << i;
        } else {
            stars[word] |= 1L << i;
        }
    }

    /**
     * How this glob and a path relate. A line feed at the very end of a path may be left out of account: what ends
     * before it counts as ending at the end (as with Python's {@code $}, and so with duplicity).
     *
     * @param path   code points
     * @param length how many of them
     */
    Match match(int[] path, int length) {
        Match whole = run(path, length);
        if (length > 0 && path[length - 1] == '\n' && whole != Match.ITSELF) {
            Match trimmed = run(path, length - 1);
            return trimmed.compareTo(whole) > 0 ? trimmed : whole;
        }
        return whole;
    }

    private Match run(int[] path, int length) {
        int common = Math.min(prefix.length, length);
        for (int i = 0; i < common; i++) {
            int c = path[i];
            if (c != prefix[i] && !(ignoreCase && GlobToken.fold(c) == prefix[i])) {
                return Match.NONE;
            }
        }
        if (length < prefix.length) {
            return scanInPrefix[length] ? Match.SCAN : Match.NONE;
        }
        return rest.length == 0 ? afterPrefix(path, length) : runStates(path, length);
    }

    private Match afterPrefix(int[] path, int length) {
        if (length == prefix.length) {
            return Match.ITSELF;
        }
        return path[prefix.length] == '/' ? Match.BELOW : Match.NONE;
    }

    private Match runStates(int[] path, int length) {
        long[] now = new long[words];
        long[] next = new long[words];
        now[0] = 1;
        skipStars(now);
        int idle = forgetWhatDoubleStarsCover(now);
        boolean below = false;
        for (int i = prefix.length; i < length; i++) {
            if (idle >= 0) {
                i = skip(path, i, length, now[idle], idle);
                if (i == length) {
                    break;
                }
            }
            int c = path[i];
            below |= c == '/' && isFinal(now);
            if (!step(now, next, c)) {
                return below ? Match.BELOW : Match.NONE;
            }
            idle = forgetWhatDoubleStarsCover(next);
            long[] swap = now;
            now = next;
            next = swap;
        }
        if (isFinal(now)) {
            return Match.ITSELF;
        }
        return below ? Match.BELOW : mayLead(now) ? Match.SCAN : Match.NONE;
    }

    /**
     * Once a {@code **} is reached, states before it add nothing: what they could lead to, it leads to as well.
     *
     * @return the word that holds all states, if they are a {@code **} and the token after it, which are left by nothing but
     *         a character that the token accepts; else −1
     */
    private int forgetWhatDoubleStarsCover(long[] states) {
        long later = 0;
        for (int w = words - 1; w >= 0; w--) {
            long reached = Long.highestOneBit(states[w] & doubleStars[w]);
            if (reached != 0) {
                states[w] &= -reached;
                Arrays.fill(states, 0, w, 0);
                return later == 0 && states[w] == (reached | reached << 1) && !isFinal(states) ? w : -1;
            }
            later |= states[w];
        }
        return -1;
    }

    /** The first position from which on a character is accepted in one of the states, or is not ASCII. */
    private int skip(int[] path, int start, int length, long states, int word) {
        int i = start;
        while (i < length && path[i] < ASCII && (accepting[path[i] * words + word] & states) == 0) {
            i++;
        }
        return i;
    }

    /** Moves over one character; false if no state is left. */
    private boolean step(long[] now, long[] next, int c) {
        long carry = 0;
        long any = 0;
        for (int w = 0; w < words; w++) {
            long taken = now[w] & (c < ASCII ? accepting[c * words + w] : acceptingBeyondAscii(now[w], w, c));
            long stay = now[w] & (c == '/' ? doubleStars[w] : doubleStars[w] | stars[w]);
            next[w] = taken << 1 | carry | stay;
            carry = taken >>> (Long.SIZE - 1);
            any |= next[w];
        }
        skipStars(next);
        return any != 0;
    }

    private long acceptingBeyondAscii(long states, int word, int c) {
        long result = 0;
        for (long left = states; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            int token = word * Long.SIZE + bit;
            if (token < rest.length && rest[token] instanceof GlobToken.One one && one.matches(c)) {
                result |= 1L << bit;
            }
        }
        return result;
    }

    /** A star may stand for nothing, so what comes after it is possible too; no two stars are neighbours. */
    private void skipStars(long[] states) {
        long carry = 0;
        for (int w = 0; w < words; w++) {
            long before = states[w] & (stars[w] | doubleStars[w]);
            states[w] |= before << 1 | carry;
            carry = before >>> (Long.SIZE - 1);
        }
    }

    private boolean isFinal(long[] states) {
        return (states[rest.length / Long.SIZE] & 1L << rest.length) != 0;
    }

    private boolean mayLead(long[] states) {
        for (int w = 0; w < words; w++) {
            if ((states[w] & scanStates[w]) != 0) {
                return true;
            }
        }
        return false;
    }
}
