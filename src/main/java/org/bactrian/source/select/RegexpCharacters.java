package org.bactrian.source.select;

/**
 * The part of the translation that is about characters: escapes, the classes {@code \d \s \w}, and sets. Python's classes
 * are those of its {@code str} methods, which Java's are not quite, so they are spelt out.
 */
final class RegexpCharacters {
    private static final String DIGIT = "\\p{Nd}";
    private static final String SPACE = "\\t-\\r\\x1c-\\x20\\x85\\p{Z}";
    private static final String WORD = "\\p{L}\\p{N}_";
    private static final String ASCII_DIGIT = "0-9";
    private static final String ASCII_SPACE = "\\t-\\r ";
    private static final String ASCII_WORD = "a-zA-Z0-9_";

    private final RegexpReader in;

    RegexpCharacters(RegexpReader in) {
        this.in = in;
    }

    /** A character as Java takes it literally everywhere. */
    static String literal(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) ? Character.toString(c) : String.format("\\x{%x}", c);
    }

    /** The members of a class letter, without brackets; null if it is none. Upper-case letters negate, which is the caller's. */
    static String members(int letter, boolean ascii) {
        return switch (letter) {
            case 'd', 'D' -> ascii ? ASCII_DIGIT : DIGIT;
            case 's', 'S' -> ascii ? ASCII_SPACE : SPACE;
            case 'w', 'W' -> ascii ? ASCII_WORD : WORD;
            default -> null;
        };
    }

    /** A class letter as a set of its own. */
    static String set(int letter, boolean ascii) {
        return (Character.isUpperCase(letter) ? "[^" : "[") + members(letter, ascii) + "]";
    }

    /** {@code \b}: between a word character and none. */
    static String boundary(boolean ascii) {
        String word = set('w', ascii);
        return "(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))";
    }

    /** The character an escape stands for, its letter taken already; classes and references are not for here. */
    int escaped(int letter) {
        return switch (letter) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'N' -> named();
            default -> other(letter);
        };
    }

    private int other(int letter) {
        if (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z') {
            throw in.error("bad escape \\" + Character.toString(letter));
        }
        return letter;
    }

    private int hex(int digits) {
        String text = in.digits(16, digits);
        long value = text.length() == digits ? Long.parseLong(text, 16) : Long.MAX_VALUE;
        if (value > Character.MAX_CODE_POINT) {
            throw in.error("incomplete escape");
        }
        return (int) value;
    }

    private int named() {
        if (!in.skip("{")) {
            throw in.error("missing {");
        }
        String name = in.until('}');
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException e) {
            throw in.error("undefined character name " + name);
        }
    }

    /** An octal escape, of which the digits are yet to come. */
    int octal(int atMost) {
        int value = Integer.parseInt("0" + in.digits(8, atMost), 8);
        if (value > 0xff) {
            throw in.error("octal escape value outside of range 0-0o377");
        }
        return value;
    }

    /** A set, its bracket taken already. */
    String set(boolean ascii) {
        StringBuilder out = new StringBuilder("[");
        if (in.skip("^")) {
            out.append('^');
        }
        boolean first = true;
        while (first || in.peek() != ']') {
            first = false;
            addMember(out, ascii);
        }
        in.next();
        return out.append(']').toString();
    }

    private void addMember(StringBuilder out, boolean ascii) {
        int low = in.next();
        String members = low == '\\' ? members(in.peek(), ascii) : null;
        if (members != null) {
            int letter = in.next();
            out.append(Character.isUpperCase(letter) ? set(letter, ascii) : members);
            int position = in.position();
            if (in.skip("-") && in.peek() != ']') {
                throw in.error("bad character range");
            }
            in.back(position);
            return;
        }
        int from = low == '\\' ? member() : low;
        int position = in.position();
        if (!in.skip("-") || in.peek() == ']') {
            in.back(position);
            out.append(literal(from));
            return;
        }
        int high = in.next();
        if (high == '\\' && members(in.peek(), ascii) != null) {
            throw in.error("bad character range");
        }
        int to = high == '\\' ? member() : high;
        if (to < from) {
            throw in.error("bad character range");
        }
        out.append(literal(from)).append('-').append(literal(to));
    }

    /** An escape within a set, its backslash taken already: {@code \b} is the backspace, digits are octal. */
    private int member() {
        if (in.peek() >= '0' && in.peek() <= '7') {
            return octal(3);
        }
        int letter = in.next();
        if (letter == '8' || letter == '9') {
            throw in.error("bad escape \\" + (char) letter);
        }
        return letter == 'b' ? '\b' : escaped(letter);
    }
}
