package org.bactrian.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file of routes, cut at its top-level items without being parsed: they are what begins with {@code "- "} in the first column. A file
 * that is not of that form is one item. Immutable.
 *
 * @param path  the file
 * @param items in order, without a gap
 */
record RouteFile(Path path, List<Item> items) {
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
        /** Whether a bean's name stands in it as a word of its own, not where it is declared nor in what is said to a reader. */
        boolean mentions(String name) {
            return lines.stream().map(String::strip).filter(line -> !line.startsWith("#") && !line.startsWith("description:") && !line.startsWith(BEAN))
                    .anyMatch(line -> isWordIn(line, name));
        }

        private static boolean isWordIn(String line, String name) {
            for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
                int end = at + name.length();
                if ((at == 0 || !isNamePart(line.charAt(at - 1))) && (end == line.length() || !isNamePart(line.charAt(end)))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isNamePart(char c) {
            return Character.isLetterOrDigit(c) || c == '-' || c == '_';
        }
    }

    /** @param text the content of the file */
    static RouteFile of(Path path, String text) {
        List<String> lines = text.lines().toList();
        List<Item> items = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).startsWith("- ") && !isPreamble(lines, first, i)) {
                items.add(item(lines.subList(first, i)));
                first = i;
            }
        }
        boolean plain = lines.stream().allMatch(RouteFile::isPlain);
        return new RouteFile(path, plain ? items : List.of(new Item(lines, "", leadsTo(lines), List.of())));
    }

    /** Comments and blank lines before the first item belong to it. */
    private static boolean isPreamble(List<String> lines, int first, int end) {
        return first == 0 && lines.subList(0, end).stream().noneMatch(line -> line.startsWith("- "));
    }

    private static boolean isPlain(String line) {
        return line.isEmpty() || line.startsWith(" ") || line.startsWith("#") || line.startsWith("- ");
    }

    private static Item item(List<String> lines) {
        List<String> body = lines.stream().filter(line -> !line.stripLeading().startsWith("#")).toList();
        String head = body.stream().filter(line -> line.startsWith("- ")).findFirst().orElse("").strip();
        String entry = head.equals("- route:") ? entry(body) : "";
        List<String> beans = head.equals("- beans:") ? ownBeans(body) : List.of();
        return new Item(lines, entry, leadsTo(body), beans);
    }

    /** The name of the one endpoint the route begins with; empty if that is not a plain {@code direct:NAME}. */
    private static String entry(List<String> body) {
        int from = -1;
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).strip().equals("from:")) {
                from = from < 0 ? i : body.size();
            }
        }
        if (from < 0 || from + 1 >= body.size()) {
            return "";
        }
        String uri = body.get(from + 1).strip();
        String begin = "uri: " + DIRECT;
        String name = uri.startsWith(begin) ? uri.substring(begin.length()) : "";
        return name.chars().allMatch(c -> Item.isNamePart((char) c)) ? name : "";
    }

    private static List<String> ownBeans(List<String> body) {
        List<String> names = new ArrayList<>();
        for (String line : body) {
            String field = line.strip();
            if (field.startsWith(BEAN)) {
                names.add(field.substring(BEAN.length()).strip());
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
    String only(Predicate<Item> kept) {
        StringBuilder text = new StringBuilder();
        for (Item item : items) {
            boolean blank = !kept.test(item);
            item.lines().forEach(line -> text.append(blank ? "" : line).append('\n'));
        }
        return text.toString();
    }
}
