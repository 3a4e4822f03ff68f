package org.bactrian.source.select;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Reads a regular expression as Python's {@code re} does (its library reference, 3.11) and writes it as one of Java's that
 * matches the same. What differs is spelt out: anchors, classes, sets, escapes, flags, names of groups. Conditional groups,
 * which Java does not have, are refused. For one thread.
 */
final class PythonRegexp {
    private static final String FLAGS = "aiLmsux";
    private static final int MOST_DIGITS = 9;
    /** Stand for the groups that catch nothing. */
    private static final int PLAIN = 0;
    private static final int LOOK_BEHIND = -1;

    /** The flags that hold in a group; those of Java are set in Java's text too. */
    private record Flags(boolean ascii, boolean ignoreCase, boolean multiline, boolean dotAll, boolean verbose) {
        Flags with(String on, String off) {
            return new Flags(on.contains("a") || ascii && !on.contains("u"), set('i', ignoreCase, on, off),
                    set('m', multiline, on, off), set('s', dotAll, on, off), set('x', verbose, on, off));
        }

        private static boolean set(char flag, boolean now, String on, String off) {
            return on.indexOf(flag) >= 0 || now && off.indexOf(flag) < 0;
        }

        /** Java's text that sets what is Java's to know. */
        String opening() {
            return ignoreCase ? ascii ? "(?i-u:" : "(?iu:" : "(?-iu:";
        }
    }

    private final RegexpReader in;
    private final RegexpCharacters characters;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Flags> outer = new ArrayDeque<>();
    /** The numbers of the open groups, or what they are. */
    private final Deque<Integer> openGroups = new ArrayDeque<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final List<Boolean> closed = new ArrayList<>(List.of(false));
    private Flags flags = new Flags(false, false, false, false, false);
    private boolean repeatable;

    private PythonRegexp(String source, boolean ignoreCase) {
        in = new RegexpReader(source);
        characters = new RegexpCharacters(in);
        flags = flags.with(ignoreCase ? "i" : "", "");
    }

    /**
     * Compiles an expression; {@code find()} of what comes back is Python's {@code search}.
     *
     * @param ignoreCase whether case is ignored without the flag for it too
     * @throws BactrianException {@link ErrorKind#SELECTION_PATTERN}, with the reason
     */
    static Pattern compile(String source, boolean ignoreCase) {
        try {
            return Pattern.compile(new PythonRegexp(source, ignoreCase).translate());
        } catch (PatternSyntaxException e) {
            throw new BactrianException(ErrorKind.SELECTION_PATTERN,
                    "The regular expression " + source + " cannot be used: " + e.getDescription(),
                    "The syntax is Python's, without conditional groups.", e);
        } catch (StackOverflowError e) {
            throw new BactrianException(ErrorKind.SELECTION_PATTERN,
                    "The regular expression of " + source.length() + " characters is nested too deeply",
                    "Split it into several.", e);
        }
    }

    private String translate() {
        globalFlags();
        out.append(flags.opening());
        while (!in.atEnd()) {
            element(in.next());
        }
        if (!openGroups.isEmpty()) {
            throw in.error("missing ), unterminated subpattern");
        }
        return out.append(')').toString();
    }

    /** {@code (?ims)} is allowed at the very beginning only. */
    private void globalFlags() {
        int start = in.position();
        while (in.skip("(?")) {
            StringBuilder on = new StringBuilder();
            while (FLAGS.indexOf(in.peek()) >= 0 && !in.atEnd()) {
                on.append((char) in.next());
            }
            if (on.length() == 0 || !in.skip(")")) {
                in.back(start);
                return;
            }
            flags = flags.with(checked(on.toString()), "");
            start = in.position();
        }
    }

    private String checked(String on) {
        if (on.contains("L") || on.contains("a") && on.contains("u")) {
            throw in.error("flags " + on + " cannot be used here");
        }
        return on;
    }

    private void element(int c) {
        switch (c) {
            case '\\' -> escape();
            case '[' -> atom(characters.set(flags.ascii()));
            case '.' -> atom(flags.dotAll() ? "(?s:.)" : "[^\\n]");
            case '^' -> assertion(flags.multiline() ? "(?:\\A|(?<=\\n))" : "\\A");
            case '$' -> assertion(flags.multiline() ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
            case '(' -> open();
            case ')' -> close();
            case '|' -> alternative();
            case '*', '+', '?' -> repeat(Character.toString(c));
            case '{' -> counted();
            default -> plain(c);
        }
    }

    private void plain(int c) {
        if (flags.verbose() && (c == ' ' || c >= '\t' && c <= '\r')) {
            return;
        }
        if (flags.verbose() && c == '#') {
            while (!in.atEnd() && in.next() != '\n') {
                continue;
            }
            return;
        }
        atom(RegexpCharacters.literal(c));
    }

    private void atom(String java) {
        out.append(java);
        repeatable = true;
    }

    /** Something of no width, which Python does not allow to be repeated. */
    private void assertion(String java) {
        out.append(java);
        repeatable = false;
    }

    private void alternative() {
        out.append('|');
        repeatable = false;
    }

    private void repeat(String quantifier) {
        if (!repeatable) {
            throw in.error("nothing to repeat, or multiple repeat");
        }
        if (openGroups.contains(LOOK_BEHIND) && !quantifier.matches("\\{\\d+}")) {
            throw in.error("look-behind requires fixed-width pattern");
        }
        out.append(quantifier);
        if (in.peek() == '?' || in.peek() == '+') {
            out.append((char) in.next());
        }
        repeatable = false;
    }

    /** {@code {m}}, {@code {m,}}, {@code {,n}}, {@code {m,n}}; anything else is literal. */
    private void counted() {
        int start = in.position();
        String least = in.digits(10, Integer.MAX_VALUE);
        boolean range = in.skip(",");
        String most = range ? in.digits(10, Integer.MAX_VALUE) : "";
        boolean empty = least.isEmpty() && !range;
        if (empty || !in.skip("}")) {
            in.back(start);
            atom(RegexpCharacters.literal('{'));
            return;
        }
        if (least.length() > MOST_DIGITS || most.length() > MOST_DIGITS) {
            throw in.error("the repetition number is too large");
        }
        if (!most.isEmpty() && !least.isEmpty() && Integer.parseInt(most) < Integer.parseInt(least)) {
            throw in.error("min repeat greater than max repeat");
        }
        repeat("{" + (least.isEmpty() ? "0" : least) + (range ? "," + most : "") + "}");
    }

    private void escape() {
        int c = in.peek();
        if (c >= '0' && c <= '9') {
            numbered();
            return;
        }
        int letter = in.next();
        if (RegexpCharacters.members(letter, flags.ascii()) != null) {
            atom(RegexpCharacters.set(letter, flags.ascii()));
            return;
        }
        switch (letter) {
            case 'A' -> assertion("\\A");
            case 'Z' -> assertion("\\z");
            case 'b' -> assertion(RegexpCharacters.boundary(flags.ascii()));
            case 'B' -> assertion("(?!\\A\\z|" + RegexpCharacters.boundary(flags.ascii()) + ")");
            default -> atom(RegexpCharacters.literal(characters.escaped(letter)));
        }
    }

    /** A backslash and digits: three octal ones, or any after a 0, are a character; else a reference to a group. */
    private void numbered() {
        int start = in.position();
        boolean octal = in.peek() == '0' || in.digits(8, 3).length() == 3;
        in.back(start);
        if (octal) {
            atom(RegexpCharacters.literal(characters.octal(3)));
            return;
        }
        reference(Integer.parseInt(in.digits(10, 2)));
    }

    private void reference(int group) {
        if (group >= closed.size() || !closed.get(group)) {
            throw in.error("invalid group reference " + group);
        }
        atom("(?:\\" + group + ")");
    }

    private void open() {
        if (!in.skip("?")) {
            group("(", closed.size());
        } else if (in.skip(":")) {
            group("(?:", PLAIN);
        } else if (in.skip("P")) {
            named();
        } else if (in.skip("#")) {
            in.until(')');
        } else if (in.skip("<=")) {
            group("(?<=", LOOK_BEHIND);
        } else if (in.skip("<!")) {
            group("(?<!", LOOK_BEHIND);
        } else if (in.peek() == '=' || in.peek() == '!' || in.peek() == '>') {
            group("(?" + (char) in.next(), PLAIN);
        } else if (in.peek() == '(') {
            throw in.error("conditional groups are not supported");
        } else {
            flagged();
        }
    }

    private void named() {
        if (in.skip("<")) {
            String name = in.until('>');
            if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_]*") || names.putIfAbsent(name, closed.size()) != null) {
                throw in.error("bad or repeated group name " + name);
            }
            group("(", closed.size());
        } else if (in.skip("=")) {
            String name = in.until(')');
            if (!names.containsKey(name)) {
                throw in.error("unknown group name " + name);
            }
            reference(names.get(name));
        } else {
            throw in.error("unknown extension ?P");
        }
    }

    /** {@code (?aimsx-imsx:…)}. */
    private void flagged() {
        String on = flagLetters();
        String off = in.skip("-") ? flagLetters() : "";
        if (on.isEmpty() && off.isEmpty() || !in.skip(":") || off.contains("a") || off.contains("u")) {
            throw in.error("unknown extension, or global flags not at the start of the expression");
        }
        Flags inner = flags.with(checked(on), checked(off));
        group(inner.opening(), PLAIN);
        flags = inner;
    }

    private String flagLetters() {
        StringBuilder letters = new StringBuilder();
        while (!in.atEnd() && FLAGS.indexOf(in.peek()) >= 0) {
            letters.append((char) in.next());
        }
        return letters.toString();
    }

    private void group(String opening, int number) {
        out.append(opening);
        outer.push(flags);
        openGroups.push(number);
        if (number > 0) {
            closed.add(false);
        }
        repeatable = false;
    }

    private void close() {
        if (openGroups.isEmpty()) {
            throw in.error("unbalanced parenthesis");
        }
        int group = openGroups.pop();
        if (group > 0) {
            closed.set(group, true);
        }
        flags = outer.pop();
        out.append(')');
        repeatable = true;
    }
}
