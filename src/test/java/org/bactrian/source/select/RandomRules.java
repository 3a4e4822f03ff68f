package org.bactrian.source.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Random rules that often match something in a tree: its paths with parts replaced by what patterns are made of. Makes each
 * rule twice, as ours and as duplicity's arguments.
 */
final class RandomRules {
    private static final List<String> REGEXPS = List.of("a$", "^[^/]+/a", "b|é", "\\w\\.\\w", "/[^/]*\\s[^/]*$", "(?i)/b", "(a)\\1",
            "a.b", "(?s)a.b", "\\b[ab]\\b", "(?P<x>[ab])/(?P=x)", "/.{1,2}$", "\\W{2}", "(?<!a)b", "a(?!b)", "\\x61", "[\\w.]+$", "x\\Z",
            "(?m)b$", "(?x) a  b # c", "[^a-z/]$", "\\.", "\\d", "(?:a|b){2,3}", "/[\\[\\]^!]",
            "[é-€]", "(?i)É", "{", "a{,2}$", "$", "^", "\\S\\s\\S", "[a\\-b]$", "(?i:A)b");

    private static final List<String> BAD_REGEXPS = List.of("a[", "(", "*a", "(?(1)a|b)", "a)", "\\q", "a{3,2}", "\\1", "a**",
            "[b-a]", "(?P<1>a)", "a(?i)");

    private final Random random;
    /** Whether rules that duplicity refuses may be among them. */
    private final boolean careless;
    private final String root;
    private final List<String> paths;
    private final Path lists;
    private final boolean nulls;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    /**
     * @param root  the source as shown, which patterns begin with
     * @param paths what is in it
     * @param lists a folder for filelists
     */
    RandomRules(Random random, String root, List<String> paths, Path lists) throws IOException {
        this.random = random;
        this.root = root;
        this.paths = paths;
        this.lists = lists;
        nulls = random.nextInt(10) == 0;
        careless = random.nextInt(5) == 0;
        if (random.nextBoolean()) {
            pattern(random.nextInt(3) > 0, exact()); // without it most lists take everything or nothing
        }
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            add();
        }
        if (!careless || random.nextBoolean()) {
            pattern(false, random.nextBoolean() ? "**" : glob());
        }
        if (nulls) {
            arguments.add("--null-separator");
        }
    }

    SelectionRules rules() {
        return new SelectionRules(rules, nulls, KernelFileSystems.NONE);
    }

    List<String> arguments() {
        return arguments;
    }

    private void add() throws IOException {
        boolean include = random.nextInt(5) < 3;
        switch (random.nextInt(16)) {
            case 0, 1 -> regexp(include);
            case 2, 3 -> list(include);
            case 4 -> {
                rules.add(Rule.excludeIfPresent(random.nextBoolean() ? ".nobackup" : "a"));
                arguments.add("--exclude-if-present");
                arguments.add(((Rule.IfPresent) rules.get(rules.size() - 1)).name());
            }
            case 5 -> {
                long time = random.nextBoolean() ? RandomTree.OLD + 1 : RandomTree.NEW;
                rules.add(Rule.excludeOlderThan(Instant.ofEpochSecond(time)));
                arguments.addAll(List.of("--exclude-older-than", Long.toString(time)));
            }
            case 6 -> {
                rules.add(random.nextBoolean() ? Rule.excludeDeviceFiles() : Rule.excludeOtherFilesystems());
                arguments.add(rules.get(rules.size() - 1) instanceof Rule.DeviceFiles
                        ? "--exclude-device-files" : "--exclude-other-filesystems");
            }
            default -> pattern(include, glob());
        }
    }

    private void pattern(boolean include, String glob) {
        rules.add(include ? Rule.include(glob) : Rule.exclude(glob));
        arguments.add(include ? "--include" : "--exclude");
        arguments.add(glob);
    }

    private void regexp(boolean include) {
        List<String> choices = careless && random.nextBoolean() ? BAD_REGEXPS : REGEXPS;
        String regexp = choices.get(random.nextInt(choices.size()));
        rules.add(include ? Rule.includeRegexp(regexp) : Rule.excludeRegexp(regexp));
        arguments.add(include ? "--include-regexp" : "--exclude-regexp");
        arguments.add(regexp);
    }

    private void list(boolean include) throws IOException {
        String separator = nulls ? "\0" : pick("\n", "\n", "\r\n");
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(5);
        for (int i = 0; i < lines; i++) {
            String glob = glob();
            if (glob.codePoints().anyMatch(c -> c >= 0xdc80 && c <= 0xdcff)) {
                continue; // duplicity ends with a traceback; we read them
            }
            String quote = pick("", "", "", "\"", "'");
            text.append(pick("", "", " ", "\t")).append(pick("", "", "", "+ ", "- ", "#", careless ? "+" : "+ "))
                    .append(quote).append(glob).append(quote).append(pick("", "", " ")).append(separator);
        }
        Path file = Files.write(Files.createTempFile(lists, "list", ""), PathText.encode(text.toString()));
        rules.add(include ? Rule.includeFilelist(file) : Rule.excludeFilelist(file));
        arguments.add(include ? "--include-filelist" : "--exclude-filelist");
        arguments.add(file.toString());
    }

    /** @return a path of the tree, what a pattern could read as special in brackets */
    private String exact() {
        return path().replaceAll("[*?\\[]", "[$0]");
    }

    private String path() {
        return root + (root.endsWith("/") ? "" : "/") + paths.get(random.nextInt(paths.size()));
    }

    private String glob() {
        String path = path();
        if (random.nextInt(6) == 0) {
            path = path.substring(0, path.lastIndexOf('/') + 1) + pick("", "nothing", "**", "*", "a", "**/a", "*/b", "?");
        }
        int[] points = path.codePoints().toArray();
        StringBuilder glob = new StringBuilder();
        int special = random.nextInt(5);
        for (int i = 0; i < points.length; i++) {
            boolean inRoot = glob.length() <= root.length() && !(careless && random.nextInt(8) == 0);
            if (inRoot || random.nextInt(10) >= special) {
                glob.appendCodePoint(points[i]);
            } else {
                glob.append(replacement(points[i]));
                i += random.nextInt(6) == 0 ? random.nextInt(3) : 0;
            }
        }
        String start = random.nextInt(8) == 0 ? glob.substring(Math.max(0, glob.lastIndexOf("/"))) : glob.toString();
        return pick("", "", "", "", "", "", "", "", "ignorecase:", "IgnoreCase:")
                + (start.length() == glob.length() ? "" : "**") + start + pick("", "", "", "", "", "/", "/", "/**", "/*", "**", careless ? "//" : "/");
    }

    private String replacement(int c) {
        String self = Character.toString(c);
        return switch (random.nextInt(14)) {
            case 0, 1 -> "?";
            case 2, 3 -> "*";
            case 4, 5 -> "**";
            case 6 -> "[" + self + "]";
            case 7 -> "[!" + self + "]";
            case 8 -> "[^b]";
            case 9 -> "[a-z]";
            case 10 -> "[b-]";
            case 11 -> self.toUpperCase(Locale.ROOT);
            case 12 -> pick("[", "]", "[!", "***", careless ? "[z-a]" : "[z-", careless ? "/" : "[/", "[" + self, "[**]", "[/" + self + "]", "\\", "[]" + self + "]", "[^]");
            default -> self;
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
