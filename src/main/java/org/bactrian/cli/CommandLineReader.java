package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.error.BactrianException;

/** Reads a command line: what is to be done, or what is to be explained. One use. */
final class CommandLineReader {
    private static final String HELP = "help";

    private final PlainLine plain;
    private final ModelledLine modelled;

    /** @throws org.bactrian.error.BactrianException of kind USAGE if an option or its argument will not do */
    CommandLineReader(String[] args) {
        plain = PlainLine.of(args).orElse(null);
        modelled = plain == null ? new ModelledLine(args) : null;
    }

    private List<String> words() {
        return plain != null ? plain.words() : modelled.words();
    }

    private OptionSet options() {
        return plain != null ? plain.options() : modelled.options();
    }

    /** What to print and then end, if that is what is wanted. */
    Optional<String> explanation() {
        return modelled != null && asksForHelp() ? Optional.of(help())
                : options().run.version ? Optional.of("bactrian " + Version.text()) : Optional.empty();
    }

    private boolean asksForHelp() {
        List<String> words = words();
        return options().run.help || !words.isEmpty() && words.get(0).equals(HELP)
                && words.size() <= 2 && words.stream().noneMatch(org.bactrian.store.Target::isUrl);
    }

    private String help() {
        List<String> words = words();
        boolean byWord = !words.isEmpty() && words.get(0).equals(HELP);
        Optional<String> topic = words.stream().filter(word -> !word.equals(HELP)).findFirst();
        Optional<Command> command = topic.flatMap(CommandLineReader::command);
        if (byWord && topic.isPresent() && command.isEmpty()) {
            throw noCommand(topic.get());
        }
        return command.map(known -> HelpText.of(known, modelled.model())).orElseGet(HelpText::overview);
    }

    private static BactrianException noCommand(String word) {
        String what = "no such command: " + word;
        return CommandWords.meant(word).map(question -> Misuse.of(what, question)).orElseGet(() -> Misuse.of(what));
    }

    private static Optional<Command> command(String word) {
        List<Command> begun = Command.beginningWith(word);
        return Command.named(word).or(() -> begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty());
    }

    /** @throws BactrianException of kind USAGE if no command fits the words */
    Invocation invocation() {
        CommandWords meant = CommandWords.of(words());
        List<String> notes = new ArrayList<>();
        for (String option : plain != null ? plain.strangeTo(meant.command()) : modelled.strangeTo(meant.command())) {
            notes.add("Option " + option + " has no effect on " + meant.command().word() + ".");
        }
        return new Invocation(meant.command(), meant.words(), options(), modelled == null ? List.of() : modelled.warnings(), notes);
    }
}
