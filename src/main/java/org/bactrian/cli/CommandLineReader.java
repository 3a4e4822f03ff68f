package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.cli.option.Group;
import org.bactrian.error.BactrianException;

/** Reads a command line: what is to be done, or what is to be explained. One use. */
final class CommandLineReader {
    private static final String HELP = "help";

    private final Model model = new Model();
    private final Scan scan;

    /** @throws org.bactrian.error.BactrianException of kind USAGE if an option or its argument will not do */
    CommandLineReader(String[] args) {
        scan = Scanner.scan(model.spec(), args);
        try {
            model.parse(scan.options());
        } catch (BactrianException e) {
            blame(scan);
            throw e;
        }
    }

    /** Names the line of an option file, if it was one. */
    private static void blame(Scan scan) {
        for (OptionFile.Line line : scan.lines()) {
            try {
                new Model().parse(line.words());
            } catch (BactrianException e) {
                throw line.at(e);
            }
        }
    }

    /** What to print and then end, if that is what is wanted. */
    Optional<String> explanation() {
        boolean help = model.options().run.help || !scan.words().isEmpty() && scan.words().get(0).equals(HELP)
                && scan.words().size() <= 2 && scan.words().stream().noneMatch(org.bactrian.store.Target::isUrl);
        if (help) {
            return Optional.of(scan.words().stream().filter(word -> !word.equals(HELP)).findFirst()
                    .flatMap(CommandLineReader::command).map(command -> HelpText.of(command, model))
                    .orElseGet(HelpText::overview));
        }
        return model.options().run.version ? Optional.of("bactrian " + Version.text()) : Optional.empty();
    }

    private static Optional<Command> command(String word) {
        List<Command> begun = Command.beginningWith(word);
        return Command.named(word).or(() -> begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty());
    }

    /** @throws org.bactrian.error.BactrianException of kind USAGE if no command fits the words */
    Invocation invocation() {
        CommandWords meant = CommandWords.of(scan.words());
        List<String> notes = new ArrayList<>();
        for (String option : scan.options()) {
            if (option.startsWith("-") && !isForUs(option, meant.command())) {
                notes.add("Option " + name(option) + " has no effect on " + meant.command().word() + ".");
            }
        }
        return new Invocation(meant.command(), meant.words(), model.options(), scan.warnings(), notes);
    }

    private boolean isForUs(String option, Command command) {
        Optional<Group> group = model.groupOf(option);
        return group.isEmpty() || command.groups().contains(group.get());
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }
}
