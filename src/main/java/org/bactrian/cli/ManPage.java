package org.bactrian.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bactrian.cli.option.Group;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages, in the macros of man(7). Without a date, so that the same source gives the same bytes. */
final class ManPage {
    private final StringBuilder text = new StringBuilder(".\\\" made from the command line's model; do not edit\n");

    private ManPage(String name, String version) {
        text.append(".TH ").append(name.toUpperCase(java.util.Locale.ROOT)).append(" 1 \"\" \"Bactrian ").append(version)
                .append("\" \"Bactrian\"\n.nh\n.ad l\n");
    }

    /**
     * The page {@code bactrian.1}.
     *
     * @param exitCodes what each exit code means
     */
    static String overview(String version, Map<String, String> exitCodes) {
        ManPage page = new ManPage("bactrian", version);
        page.section("NAME").line("bactrian - encrypted, versioned backups in duplicity's format");
        page.section("SYNOPSIS").synopsis("bactrian", "COMMAND [OPTIONS] WORDS").text(".br\n").synopsis("bactrian", "[OPTIONS] SOURCE URL")
                .text(".br\n").synopsis("bactrian", "[OPTIONS] URL FOLDER");
        page.section("DESCRIPTION").line("Backs folders up to a store, restores, verifies and continues backups, in the format of duplicity(1) and with"
                + " its command line. Without a command, a folder and a URL in this order are a backup, a URL and a folder a restore."
                + " A unique beginning of a command or of an option is enough; options may stand anywhere."
                + " Stores are file:///folder and swift://container[/prefix].");
        page.section("COMMANDS");
        for (Command command : Command.values()) {
            page.text(".TP\n.BR ").line("bactrian-" + command.word() + " (1)").line(sentence(command.purpose()) + alsoCalled(command));
        }
        page.section("ENVIRONMENT").item("PASSPHRASE", "What to encrypt with; else it is asked for.")
                .item("SIGN_PASSPHRASE", "Unlocks the key that signs.")
                .item("TMPDIR, TEMP, TMP", "Where temporary files are made, if not --tempdir says so.")
                .item("XDG_CACHE_HOME", "Holds the archive directory, bactrian/; else ~/.cache does.")
                .item("SWIFT_*, OS_*", "The account on Swift.")
                .item("BACTRIAN_ROUTES", "Another folder of routes.")
                .item("BACTRIAN_JAVA_OPTS", "Options for the JVM, as -Xmx256m.")
                .item("JAVA_HOME", "The Java to use; else the java on PATH.");
        page.section("SIGNALS").item("SIGINT, SIGTERM", "End the run within seconds. What is complete on the store stays valid. The exit status is"
                + " 4 and 143.").item("SIGUSR1", "Prints what the run is doing, since when, and how far it is.");
        page.section("EXIT STATUS");
        exitCodes.forEach(page::item);
        page.section("SEE ALSO").text(".BR duplicity (1), gpg (1)\n");
        return page.text.toString();
    }

    /** The page of a command, {@code bactrian-COMMAND.1}. */
    static String of(Command command, Model model, String version) {
        ManPage page = new ManPage("bactrian-" + command.word(), version);
        page.section("NAME").line("bactrian-" + command.word() + " - " + command.purpose());
        page.section("SYNOPSIS").synopsis("bactrian " + command.word(), "[OPTIONS] " + command.shape().synopsis());
        page.section("DESCRIPTION").line(sentence(command.purpose()) + alsoCalled(command));
        page.section("OPTIONS");
        for (Group group : Group.values()) {
            if (command.groups().contains(group)) {
                page.text(".SS ").line(group.heading());
                model.shown(group).forEach(page::option);
            }
        }
        page.section("EXAMPLE").text(".nf\n").line(command.example()).text(".fi\n");
        page.section("SEE ALSO").text(".BR bactrian (1)\n");
        return page.text.toString();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String alsoCalled(Command command) {
        List<String> names = command.aliases();
        return names.isEmpty() ? "" : " Also called " + String.join(", ", names) + ".";
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + valueOf(option);
        String names = Arrays.stream(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR").collect(Collectors.joining(", "));
        text.append(".TP\n").append(names).append(value).append('\n');
        line(sentence(String.join(" ", option.description())));
    }

    private static String valueOf(OptionSpec option) {
        return Arrays.stream(option.paramLabel().split(" ")).map(word -> "\\fI" + escaped(word) + "\\fR").collect(Collectors.joining(" "));
    }

    private ManPage section(String title) {
        return text(".SH ").line(title);
    }

    private ManPage item(String term, String meaning) {
        text(".TP\n.B ").line(term);
        return line(meaning);
    }

    private ManPage synopsis(String program, String words) {
        return text(".B ").line(program).line(words);
    }

    /** Takes macros as they are. */
    private ManPage text(String macros) {
        text.append(macros);
        return this;
    }

    private ManPage line(String plain) {
        text.append(escaped(plain)).append('\n');
        return this;
    }

    /** A backslash, a hyphen that shall stay one, and a dot or quote at the start, which would begin a macro (groff(7)). */
    private static String escaped(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
