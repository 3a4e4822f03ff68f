package org.bactrian.source.select;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a glob (spec 10): {@code ?}, {@code *}, {@code **}, {@code [abc]}, {@code [a-z]}, {@code [!…]} and {@code [^…]};
 * there is no escape character. In a set a {@code ]} in the first place is a member, a {@code [} without its {@code ]}
 * is literal.
 */
final class GlobParser {
    private final int[] text;
    private final boolean ignoreCase;
    private final List<GlobToken> tokens = new ArrayList<>();
    private boolean setHidesSyntax;

    private GlobParser(String text, boolean ignoreCase) {
        this.text = PathText.points(text);
        this.ignoreCase = ignoreCase;
    }

    /**
     * @param tokens         in order, never two stars side by side
     * @param setHidesSyntax whether a set holds a slash or {@code **}, which the search for parent folders, done on the
     *                       bare text, does not know to be in a set
     */
    record Parsed(List<GlobToken> tokens, boolean setHidesSyntax) { }

    /** @throws IllegalArgumentException with the reason, if a range ends before it begins */
    static Parsed parse(String glob, boolean ignoreCase) {
        GlobParser parser = new GlobParser(glob, ignoreCase);
        parser.run();
        return new Parsed(List.copyOf(parser.tokens), parser.setHidesSyntax);
    }

    /** The tokens of a text in which nothing is special. */
    static Parsed literal(String text, boolean ignoreCase) {
        List<GlobToken> tokens = new ArrayList<>();
        text.codePoints().forEach(c -> tokens.add(new GlobToken.Literal(c, ignoreCase)));
        return new Parsed(List.copyOf(tokens), false);
    }

    private void run() {
        int i = 0;
        while (i < text.length) {
            int c = text[i];
            if (c == '*') {
                i = stars(i);
            } else if (c == '[') {
                i = set(i);
            } else {
                tokens.add(c == '?' ? new GlobToken.AnyOne() : new GlobToken.Literal(c, ignoreCase));
                i++;
            }
        }
    }

    /** A run of stars means what its strongest member means: two or more are {@code **}. */
    private int stars(int start) {
        int end = start;
        while (end < text.length && text[end] == '*') {
            end++;
        }
        tokens.add(end - start == 1 ? new GlobToken.Star() : new GlobToken.DoubleStar());
        return end;
    }

    private int set(int start) {
        int first = start + 1;
        boolean negated = first < text.length && (text[first] == '!' || text[first] == '^');
        if (negated) {
            first++;
        }
        int end = first + 1;
        while (end < text.length && text[end] != ']') {
            end++;
        }
        if (end >= text.length) {
            tokens.add(new GlobToken.Literal('[', ignoreCase));
            return start + 1;
        }
        String members = new String(text, first, end - first);
        setHidesSyntax |= members.contains("/") || members.contains("**");
        tokens.add(new GlobToken.CharSet(ranges(first, end), negated, ignoreCase));
        return end + 1;
    }

    /** The members of a set; a dash at either end, or behind a range, is a member. */
    private int[] ranges(int first, int end) {
        List<Integer> bounds = new ArrayList<>();
        for (int i = first; i < end; i++) {
            int low = text[i];
            int high = low;
            if (i + 2 < end && text[i + 1] == '-') {
                i += 2;
                high = text[i];
            }
            if (high < low) {
                throw new IllegalArgumentException(
                        "bad character range " + Character.toString(low) + "-" + Character.toString(high));
            }
            bounds.add(low);
            bounds.add(high);
        }
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }
}
