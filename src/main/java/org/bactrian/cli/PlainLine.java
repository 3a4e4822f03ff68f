package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.cli.option.OptionSet;

/**
 * A command line of {@linkplain PlainOption plain options} and words only, none of which asks for help: what most are.
 *
 * @param options what they say
 * @param given   those that were given, in order
 * @param words   everything else, in order
 */
record PlainLine(OptionSet options, List<PlainOption> given, List<String> words) {
    /** @return empty if anything else is there, whatever is wrong with it */
    static Optional<PlainLine> of(String[] args) {
        PlainLine line = new PlainLine(new OptionSet(), new ArrayList<>(), new ArrayList<>());
        return line.takeAll(args) ? Optional.of(line) : Optional.empty();
    }

    private boolean takeAll(String[] args) {
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("-") || arg.equals("-")) {
                words.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            PlainOption option = PlainOption.named(equals < 0 ? arg : arg.substring(0, equals));
            if (option == null || equals >= 0 && !option.takesValue() || equals < 0 && option.takesValue() && i + 1 == args.length) {
                return false;
            }
            String value = !option.takesValue() ? null : equals >= 0 ? arg.substring(equals + 1) : args[++i];
            if (value != null && value.startsWith("-")) {
                return false; // perhaps an argument was forgotten
            }
            given.add(option);
            if (!option.set(options, value)) {
                return false;
            }
        }
        return !words.contains("help");
    }

    /** The names of those that mean nothing to a command. */
    List<String> strangeTo(Command command) {
        List<String> names = new ArrayList<>();
        for (PlainOption option : given) {
            if (!command.groups().contains(option.group())) {
                names.add(option.title());
            }
        }
        return names;
    }
}
