package org.bactrian.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file of routes, cut at its top-level items without being parsed: they are what begins with {@code "- "} in the first column. A file
 * that is not of that form is one item. Immutable.
 *
 * @param path  the file
 * @param items in order, without a gap
 */
record RouteFile(Path path, List<Item> items) {
    private static final String TOP = "- ";
    private static final String DIRECT = "direct:";
    private static final String BEAN = "- name: ";
    /** Deeper than a bean's own fields. */
    private static final String VALUE = " ".repeat(8);

    /**
     * One item: a route, beans, a configuration.
     *
     * @param lines   of the file, with the comments that follow it
     * @param entry   the name behind {@code direct:} where a route begins; empty if it is anything else, which is loaded whoever needs it
     * @param leadsTo what stands behind {@code direct:} elsewhere in it, with placeholders as they are
     * @param beans   names of the beans it declares, if all of them are this program's own; else empty
     */
    record Item(List<String> lines, String entry, List<String> leadsTo, List<String> beans) {
        /** Adds the words in it that may be names of beans: not where one is declared nor what is said to a reader. */
        void addWordsTo(Set<String> words) {
            for (String line : lines) {
                int start = indent(line);
                if (!line.startsWith("#", start) && !line.startsWith("description:", start) && !line.startsWith(BEAN, start)) {
                    addWords(line, start, words);
                }
            }
        }

        private static void addWords(String line, int from, Set<String> words) {
            int start = from;
            for (int i = from; i <= line.length(); i++) {
                if (i == line.length() || !isNamePart(line.charAt(i))) {
                    if (i > start) {
                        words.add(line.substring(start, i));
                    }
                    start = i + 1;
                }
            }
        }

        private static boolean isNamePart(char c) {
            return Character.isLetterOrDigit(c) || c == '-' || c == '_';
        }

        private static boolean isName(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!isNamePart(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
            indent++;
        }
        return indent;
    }

    /** @param text the content of the file */
    static RouteFile of(Path path, String text) {
        List<String> lines = new ArrayList<>();
        boolean plain = addLines(text, lines);
        List<Item> items = new ArrayList<>();
        if (!plain) {
            items.add(new Item(lines, "", leadsTo(lines), List.of()));
            return new RouteFile(path, items);
        }
        int first = 0;
        boolean begun = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(TOP)) {
                if (begun) {
                    items.add(item(lines.subList(first, i)));
                    first = i;
                }
                begun = true; // comments and blank lines before the first item belong to it
            }
        }
        if (!lines.isEmpty()) {
            items.add(item(lines.subList(first, lines.size())));
        }
        return new RouteFile(path, items);
    }

    /** @return whether all lines are of the usual form */
    private static boolean addLines(String text, List<String> lines) {
        boolean plain = true;
        for (int start = 0; start < text.length();) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            boolean isCr = end > start && text.charAt(end - 1) == '\r';
            String line = text.substring(start, isCr ? end - 1 : end);
            lines.add(line);
            plain &= isPlain(line);
            start = end + 1;
        }
        return plain;
    }

    private static boolean isPlain(String line) {
        return line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '#' || line.startsWith(TOP);
    }

    private static Item item(List<String> lines) {
        List<String> body = new ArrayList<>(lines.size());
        String head = "";
        for (String line : lines) {
            if (!line.startsWith("#", indent(line))) {
                body.add(line);
                head = head.isEmpty() && line.startsWith(TOP) ? line.strip() : head;
            }
        }
        String entry = head.equals("- route:") ? entry(body) : "";
        List<String> beans = head.equals("- beans:") ? ownBeans(body) : List.of();
        return new Item(lines, entry, leadsTo(body), beans);
    }

    /** The name of the one endpoint the route begins with; empty if that is not a plain {@code direct:NAME}. */
    private static String entry(List<String> body) {
        int from = -1;
        for (int i = 0; i < body.size(); i++) {
            String line = body.get(i);
            if (line.endsWith("from:") && line.strip().equals("from:")) {
                from = from < 0 ? i : body.size();
            }
        }
        if (from < 0 || from + 1 >= body.size()) {
            return "";
        }
        String uri = body.get(from + 1).strip();
        String begin = "uri: " + DIRECT;
        String name = uri.startsWith(begin) ? uri.substring(begin.length()) : "";
        return Item.isName(name) ? name : "";
    }

    /** The beans declared; none of them if one is of a class that is not ours, is made in another way, or has a name of another form. */
    private static List<String> ownBeans(List<String> body) {
        List<String> names = new ArrayList<>();
        for (String line : body) {
            String field = line.strip();
            if (field.startsWith(BEAN)) {
                names.add(field.substring(BEAN.length()).strip());
                if (!Item.isName(names.get(names.size() - 1))) {
                    return List.of();
                }
            } else if (!field.isEmpty() && !line.startsWith(VALUE) && !field.startsWith("type: org.bactrian.")
                    && !field.equals("properties:") && !field.equals("- beans:")) {
                return List.of();
            }
        }
        return names;
    }

    private static List<String> leadsTo(List<String> body) {
        List<String> found = new ArrayList<>();
        for (String line : body) {
            for (int at = line.indexOf(DIRECT); at >= 0; at = line.indexOf(DIRECT, at + 1)) {
                found.add(endpoint(line, at + DIRECT.length()));
            }
        }
        return found;
    }

    /** What stands from there up to a blank, a quote, a comma or an endpoint's options; a placeholder is taken whole. */
    private static String endpoint(String line, int start) {
        int end = start;
        int depth = 0;
        while (end < line.length() && (depth > 0 || " \"',?".indexOf(line.charAt(end)) < 0)) {
            depth += line.charAt(end) == '{' ? 1 : line.charAt(end) == '}' ? -1 : 0;
            end++;
        }
        return line.substring(start, end);
    }

    /** The file with all lines blank but those of some items, so that a parser still tells the right line. */
    String only(Set<Item> kept) {
        StringBuilder text = new StringBuilder();
        for (Item item : items) {
            boolean blank = !kept.contains(item);
            for (String line : item.lines()) {
                text.append(blank ? "" : line).append('\n');
            }
        }
        return text.toString();
    }
}
