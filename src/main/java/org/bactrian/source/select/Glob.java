package org.bactrian.source.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.select.GlobAutomaton.Match;

/**
 * A file specification of {@code --include} and {@code --exclude}, compiled (spec 10). It matches the path itself and
 * everything below it. Where it may match further down is found from its <em>parents</em>: the text up to its first
 * {@code **}, cut at each slash; beginning with a {@code **} everything may lead to a match. Immutable, thread-safe.
 */
final class Glob {
    private static final String IGNORE_CASE = "ignorecase:";
    private static final String ANYTHING = "**";

    private final String text;
    private final boolean everything;
    private final boolean folderOnly;
    private final GlobAutomaton whole;
    /** Parents that are not simply beginnings of the whole, because the cut goes through a set. */
    private final List<GlobAutomaton> oddParents;

    private Glob(String text, boolean ignoreCase, boolean literal) {
        this.text = text;
        everything = text.equals("/");
        folderOnly = !everything && text.endsWith("/");
        String bare = folderOnly ? text.substring(0, text.length() - 1) : text;
        List<String> parents = parents(bare, literal);
        GlobParser.Parsed parsed = parse(bare, ignoreCase, literal);
        List<GlobToken> tokens = parsed.tokens();
        boolean odd = parsed.setHidesSyntax();
        whole = new GlobAutomaton(tokens, ignoreCase, odd ? new boolean[tokens.size() + 1] : leadingPositions(tokens));
        oddParents = odd ? parents.stream().map(parent -> automaton(parent, ignoreCase)).toList() : List.of();
    }

    /**
     * Compiles a pattern.
     *
     * @param pattern    as given, with {@code ignorecase:} in front if so wanted
     * @param ignoreCase whether case is to be ignored without that prefix too
     * @throws BactrianException {@link ErrorKind#SELECTION_PATTERN}
     */
    static Glob compile(String pattern, boolean ignoreCase) {
        boolean prefixed = pattern.regionMatches(true, 0, IGNORE_CASE, 0, IGNORE_CASE.length());
        String glob = prefixed ? pattern.substring(IGNORE_CASE.length()) : pattern;
        return compile(glob, ignoreCase || prefixed, false);
    }

    /** As {@link #compile(String, boolean)} for a text in which no character is special ({@code --filter-literal}). */
    static Glob literal(String path, boolean ignoreCase) {
        return compile(path, ignoreCase, true);
    }

    private static Glob compile(String glob, boolean ignoreCase, boolean literal) {
        if (glob.isEmpty()) {
            throw new BactrianException(ErrorKind.SELECTION_PATTERN,
                    "Fatal Error while processing expression: Empty file specification", "Name a path or a pattern.");
        }
        return new Glob(ignoreCase ? glob.toLowerCase(Locale.ROOT) : glob, ignoreCase, literal);
    }

    /** The pattern without {@code ignorecase:}, as it is matched. */
    String text() {
        return text;
    }

    /** Whether a trailing slash demands that what matches itself is a folder. */
    boolean folderOnly() {
        return folderOnly;
    }

    /**
     * How this and a path relate, the trailing slash left out of account.
     *
     * @param path   code points
     * @param length how many of them
     */
    Match match(int[] path, int length) {
        if (everything) {
            return length > 0 && path[0] == '/' ? Match.BELOW : Match.NONE;
        }
        Match match = whole.match(path, length);
        if (match == Match.NONE && !oddParents.isEmpty()) {
            for (GlobAutomaton parent : oddParents) {
                if (parent.match(path, length) == Match.ITSELF) {
                    return Match.SCAN;
                }
            }
        }
        return match;
    }

    private static GlobParser.Parsed parse(String glob, boolean ignoreCase, boolean literal) {
        try {
            return literal ? GlobParser.literal(glob, ignoreCase) : GlobParser.parse(glob, ignoreCase);
        } catch (IllegalArgumentException e) {
            throw new BactrianException(ErrorKind.SELECTION_PATTERN,
                    "Fatal Error while processing expression: " + e.getMessage() + " in globbing string " + glob,
                    "The first character of a range must not come after the second.", e);
        }
    }

    private static GlobAutomaton automaton(String glob, boolean ignoreCase) {
        List<GlobToken> tokens = parse(glob, ignoreCase, false).tokens();
        return new GlobAutomaton(tokens, ignoreCase, new boolean[tokens.size() + 1]);
    }

    /** The parents as globs; the one that ends in the first {@code **}, if there is one, is the last of them. */
    private static List<String> parents(String glob, boolean literal) {
        int cut = literal ? -1 : glob.indexOf(ANYTHING);
        String upToAnything = cut < 0 ? glob : glob.substring(0, cut + ANYTHING.length());
        List<String> parents = new ArrayList<>();
        for (int slash = upToAnything.indexOf('/'); slash >= 0; slash = upToAnything.indexOf('/', slash + 1)) {
            if (slash > 0 && upToAnything.startsWith("/", slash - 1)) {
                throw consecutiveSlashes(glob);
            }
            parents.add(slash == 0 ? "/" : upToAnything.substring(0, slash));
        }
        if (cut >= 0) {
            parents.add(upToAnything);
        }
        return parents;
    }

    private static BactrianException consecutiveSlashes(String glob) {
        return new BactrianException(ErrorKind.SELECTION_PATTERN,
                "Fatal Error while processing expression: Consecutive '/'s found in globbing string " + glob,
                "Write one slash between two names.");
    }

    /** After how many tokens a path stands at the end of a parent. */
    private static boolean[] leadingPositions(List<GlobToken> tokens) {
        boolean[] leads = new boolean[tokens.size() + 1];
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof GlobToken.DoubleStar) {
                Arrays.fill(leads, i, leads.length, true);
                return leads;
            }
            if (tokens.get(i) instanceof GlobToken.Literal literal && literal.c() == '/') {
                leads[Math.max(i, 1)] = true;
            }
        }
        return leads;
    }
}
