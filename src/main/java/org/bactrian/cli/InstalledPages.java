package org.bactrian.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what an installation has in {@code share/} for man(1) and the shells; run by the build. */
public final class InstalledPages {
    /** A row of the table in {@code src/docs/exit-codes.md}: code, kind, meaning. */
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| (?:`\\w+` )?\\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private InstalledPages() {
    }

    /**
     * Writes them all.
     *
     * @param args the folder {@code share}, the version, the page of the exit codes, and the README, which comes beside {@code share}
     */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        String exitCodes = Files.readString(Path.of(args[2]));
        for (Map.Entry<String, String> page : pages(args[1], exitCodes).entrySet()) {
            Path file = share.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue(), StandardCharsets.UTF_8);
        }
        Files.writeString(share.resolveSibling("README.md"), readme(Files.readString(Path.of(args[3]))), StandardCharsets.UTF_8);
    }

    /** The README with links to where an installation has the manual; what only the sources have is not linked. */
    static String readme(String source) {
        return LINK.matcher(source.replace("](src/docs/", "](share/doc/bactrian/"))
                .replaceAll(link -> Matcher.quoteReplacement(link.group().contains("](src/") ? link.group(1) : link.group()));
    }

    /** All of them, by their names below {@code share}. */
    static Map<String, String> pages(String version, String exitCodes) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("man/man1/bactrian.1", ManPage.overview(version, meanings(exitCodes)));
        Model model = new Model();
        for (Command command : Command.values()) {
            pages.put("man/man1/bactrian-" + command.word() + ".1", ManPage.of(command, model, version));
        }
        Completions completions = new Completions();
        pages.put("bash-completion/completions/bactrian", completions.bash());
        pages.put("zsh/site-functions/_bactrian", completions.zsh());
        pages.put("fish/vendor_completions.d/bactrian.fish", completions.fish());
        return pages;
    }

    /** What each exit code means, as plain text, in the order of the page. */
    private static Map<String, String> meanings(String page) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (Matcher row = ROW.matcher(page); row.find();) {
            meanings.put(row.group(1), LINK.matcher(row.group(2)).replaceAll("$1").replace("`", "") + ".");
        }
        return meanings;
    }
}
