package org.bactrian.cli;

import java.util.List;
import org.bactrian.cli.option.Group;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} prints. */
final class HelpText {
    private static final int WIDTH = 100;

    private HelpText() {
    }

    /** The commands, and how to go on from there. */
    static String overview() {
        StringBuilder text = new StringBuilder("""
                Usage: bactrian [COMMAND] [OPTIONS] WORDS
                       bactrian SOURCE URL      back up SOURCE, as the command backup
                       bactrian URL FOLDER      bring it back into FOLDER, as the command restore

                duplicity's backups as Apache Camel routes. A unique beginning of a command or option is enough;
                options may stand anywhere. Stores: file:///folder, swift://container[/prefix].

                Commands (and their short names):
                """);
        for (Command command : Command.values()) {
            String names = command.word() + (command.aliases().isEmpty() ? "" : ", " + String.join(", ", command.aliases()));
            text.append("  %-34s %-12s %s%n".formatted(names, command.shape().synopsis(), command.purpose()));
        }
        return text.append("""

                'bactrian COMMAND --help' shows the options of a command, 'bactrian --version' the version.

                Examples:
                  bactrian --no-encryption /home file:///srv/backup
                  bactrian restore --time 3D file:///srv/backup /tmp/home""").toString();
    }

    /** One command: its words, its options by group, an example. */
    static String of(Command command, Model model) {
        StringBuilder text = new StringBuilder("Usage: bactrian ").append(command.word()).append(" [OPTIONS] ")
                .append(command.shape().synopsis()).append('\n')
                .append(Character.toUpperCase(command.purpose().charAt(0))).append(command.purpose().substring(1)).append(".\n");
        for (Group group : Group.values()) {
            if (command.groups().contains(group)) {
                text.append('\n').append(group.heading()).append(":\n").append(options(group, model));
            }
        }
        return text.append("\nExample:\n  ").append(command.example()).toString();
    }

    private static String options(Group group, Model model) {
        List<OptionSpec> shown = model.shown(group);
        model.spec().usageMessage().width(WIDTH);
        Help help = new Help(model.spec(), Help.defaultColorScheme(Ansi.OFF));
        Help.Layout layout = help.createDefaultLayout(shown, List.of(), help.colorScheme());
        layout.addOptions(shown, help.parameterLabelRenderer());
        return layout.toString();
    }
}
