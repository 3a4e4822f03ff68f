package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The lists GnuPG's agent keeps keys as (RFC 9804): canonical ({@code (1:n3:abc)}) or for people ({@code (n #616263#
 * "text" token)}). A node has either bytes or a list. Immutable.
 */
final class SExpression {
    private static final int DEEPEST = 20;
    private static final String ESCAPES = "btvnfr\"'\\";
    private static final String ESCAPED = "\b\t\u000b\n\f\r\"'\\";
    private static final String TOKEN = "-./_:*+=";

    private final byte[] atom;
    private final List<SExpression> list;

    private SExpression(byte[] atom, List<SExpression> list) {
        this.atom = atom;
        this.list = list;
    }

    /** Reads one expression; what follows it is ignored. */
    static SExpression parse(byte[] text) throws PgpFormatException {
        try {
            return new Parser(text).next(0);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new PgpFormatException("is no S-expression", e);
        }
    }

    static SExpression of(List<SExpression> list) {
        return new SExpression(null, list);
    }

    byte[] bytes() throws PgpFormatException {
        if (atom == null) {
            throw new PgpFormatException("has a list where a value should be");
        }
        return atom;
    }

    String text() throws PgpFormatException {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }

    List<SExpression> list() throws PgpFormatException {
        if (list == null) {
            throw new PgpFormatException("has a value where a list should be");
        }
        return list;
    }

    SExpression get(int index) throws PgpFormatException {
        if (index >= list().size()) {
            throw new PgpFormatException("has too short a list");
        }
        return list.get(index);
    }

    /** The list in this one that begins with a name; null if there is none. */
    SExpression named(String name) throws PgpFormatException {
        for (SExpression each : list()) {
            if (each.isNamed(name)) {
                return each;
            }
        }
        return null;
    }

    boolean isNamed(String name) throws PgpFormatException {
        return list != null && !list.isEmpty() && list.get(0).atom != null && list.get(0).text().equals(name);
    }

    /** The canonical form. */
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out) {
        if (atom != null) {
            out.writeBytes((atom.length + ":").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(atom);
        } else {
            out.write('(');
            list.forEach(each -> each.write(out));
            out.write(')');
        }
    }

    private static final class Parser {
        private final byte[] text;
        private int at;

        Parser(byte[] text) {
            this.text = text;
        }

        SExpression next(int depth) throws PgpFormatException {
            skipSpace();
            char first = (char) text[at];
            if (first == '(') {
                return listAfter(depth);
            }
            return new SExpression(first == '#' ? hex() : first == '"' ? quoted() : first >= '0' && first <= '9'
                    ? counted() : token(), null);
        }

        private SExpression listAfter(int depth) throws PgpFormatException {
            if (depth > DEEPEST) {
                throw new PgpFormatException("has lists in lists in lists");
            }
            at++;
            List<SExpression> found = new ArrayList<>();
            for (skipSpace(); text[at] != ')'; skipSpace()) {
                found.add(next(depth + 1));
            }
            at++;
            return new SExpression(null, List.copyOf(found));
        }

        private byte[] hex() {
            StringBuilder digits = new StringBuilder();
            for (at++; text[at] != '#'; at++) {
                if (!Character.isWhitespace(text[at])) {
                    digits.append((char) text[at]);
                }
            }
            at++;
            return HexFormat.of().parseHex(digits);
        }

        private byte[] quoted() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (at++; text[at] != '"'; at++) {
                bytes.write(text[at] == '\\' ? escaped() : text[at]);
            }
            at++;
            return bytes.toByteArray();
        }

        /** Escapes as in C; leaves the position at their last character. */
        private int escaped() {
            char code = (char) text[++at];
            int plain = ESCAPES.indexOf(code);
            if (plain >= 0) {
                return ESCAPED.charAt(plain);
            }
            boolean hex = code == 'x';
            String digits = new String(text, hex ? at + 1 : at, hex ? 2 : 3, StandardCharsets.US_ASCII);
            at += 2;
            return Integer.parseInt(digits, hex ? 16 : 8);
        }

        private byte[] counted() {
            int length = 0;
            for (; text[at] != ':'; at++) {
                length = Math.addExact(Math.multiplyExact(length, 10), Character.digit(text[at], 10));
            }
            int from = ++at;
            if (length > text.length - from) {
                throw new IndexOutOfBoundsException();
            }
            at += length;
            return Arrays.copyOfRange(text, from, at);
        }

        private byte[] token() {
            int from = at;
            while (Character.isLetterOrDigit(text[at]) || TOKEN.indexOf(text[at]) >= 0) {
                at++;
            }
            if (at == from) {
                throw new IllegalArgumentException("no token");
            }
            return Arrays.copyOfRange(text, from, at);
        }

        private void skipSpace() {
            while (Character.isWhitespace(text[at])) {
                at++;
            }
        }
    }
}
