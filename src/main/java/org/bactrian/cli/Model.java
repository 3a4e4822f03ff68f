package org.bactrian.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bactrian.cli.option.Group;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.error.BactrianException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The picocli model of the options, and the reading of a command line with it. */
final class Model {
    private final OptionSet options = new OptionSet();
    private final CommandLine commandLine = new CommandLine(options);

    Model() {
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.getCommandSpec().name("bactrian");
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    }

    /** Options and arities. */
    CommandSpec spec() {
        return commandLine.getCommandSpec();
    }

    /** The options as they are now. */
    OptionSet options() {
        return options;
    }

    /**
     * Gives the options their values.
     *
     * @param tokens as the scanner leaves them
     * @throws BactrianException of kind USAGE for a value that will not do
     */
    void parse(List<String> tokens) {
        try {
            commandLine.parseArgs(tokens.toArray(String[]::new));
        } catch (ParameterException e) {
            throw Misuse.of(describe(e));
        }
    }

    /** The options of a group that are shown, in their order. */
    List<OptionSpec> shown(Group group) {
        return spec().mixins().get(group.mixin()).options().stream().filter(option -> !option.hidden()).toList();
    }

    /** All options that are shown and mean something to a command, in the order of the help. */
    List<OptionSpec> shown(Command command) {
        return Arrays.stream(Group.values()).filter(command.groups()::contains).flatMap(group -> shown(group).stream()).toList();
    }

    /** The group of an option, by any of its names, with or without an argument behind {@code =}; empty if it is no option. */
    Optional<Group> groupOf(String token) {
        int equals = token.indexOf('=');
        String name = equals < 0 ? token : token.substring(0, equals);
        return Arrays.stream(Group.values())
                .filter(group -> spec().mixins().get(group.mixin()).optionsMap().containsKey(name)).findFirst();
    }

    /** In optparse's words: without what picocli puts before the converter's. */
    private static String describe(ParameterException e) {
        String said = e.getMessage();
        if (e.getArgSpec() instanceof OptionSpec option) {
            String before = "Invalid value for option '" + option.longestName() + "': ";
            return "option " + option.longestName() + ": " + said.substring(said.startsWith(before) ? before.length() : 0);
        }
        return said;
    }
}
