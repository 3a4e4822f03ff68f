package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bactrian.cli.option.UnsupportedOption;
import org.bactrian.error.BactrianException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tells options from words as Python's optparse does, for duplicity's users: options may stand anywhere; a unique beginning of a
 * long one is enough; {@code --name=value} or {@code --name value}, whatever the value looks like; {@code -v5}, {@code -v 5};
 * after {@code --} there are only words; the lines of an {@link OptionFile} stand in its place. What the options mean is left to
 * picocli, which gets them in one unmistakable form.
 */
final class Scanner {
    /** How many words an option takes, and its longest name. */
    private record Known(String name, int arguments, boolean unsupported) {
    }

    private final Map<String, Known> known = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<OptionFile.Line> lines = new ArrayList<>();
    private final String[] args;
    private int next;

    private Scanner(Scanner outer, String[] args) {
        this.args = args;
        known.putAll(outer.known);
    }

    private Scanner(CommandSpec spec, String[] args) {
        this.args = args;
        for (OptionSpec option : spec.options()) {
            for (String name : option.names()) {
                known.put(name, new Known(option.longestName(), option.arity().max(), false));
            }
        }
        for (UnsupportedOption option : UnsupportedOption.values()) {
            option.names().forEach(name -> known.put(name, new Known(name, option.arguments(), true)));
        }
    }

    /**
     * Takes a command line apart.
     *
     * @param spec the options there are
     * @throws org.bactrian.error.BactrianException of kind USAGE for an option that is unknown, ambiguous, refused or lacks
     *         its argument
     */
    static Scan scan(CommandSpec spec, String[] args) {
        return new Scanner(spec, args).run();
    }

    private Scan run() {
        while (next < args.length) {
            String arg = args[next++];
            if (arg.equals("--")) {
                words.addAll(List.of(args).subList(next, args.length));
                break;
            } else if (arg.startsWith("--")) {
                longOption(arg);
            } else if (arg.startsWith("-") && arg.length() > 1) {
                shortOptions(arg);
            } else {
                words.add(arg);
            }
        }
        return new Scan(options, words, warnings, lines);
    }

    private void longOption(String arg) {
        int equals = arg.indexOf('=');
        Known option = find(equals < 0 ? arg : arg.substring(0, equals));
        if (equals >= 0 && option.arguments() == 0) {
            throw Misuse.of(option.name() + " option does not take a value");
        }
        take(option, option.name(), equals < 0 ? null : arg.substring(equals + 1));
    }

    /** One or more flags, the last of which may be an option with its argument. */
    private void shortOptions(String arg) {
        for (int i = 1; i < arg.length(); i++) {
            Known option = known.get("-" + arg.charAt(i));
            if (option == null) {
                throw unknown(arg.length() == 2 ? arg : "-" + arg.charAt(i));
            }
            if (option.arguments() > 0) {
                take(option, "-" + arg.charAt(i), i + 1 < arg.length() ? arg.substring(i + 1) : null);
                return;
            }
            take(option, "-" + arg.charAt(i), null);
        }
    }

    private Known find(String name) {
        Known exact = known.get(name);
        if (exact != null) {
            return exact;
        }
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> spellings = new TreeSet<>();
        known.forEach((spelling, option) -> {
            if (spelling.startsWith(name)) {
                names.add(option.name());
                spellings.add(spelling);
            }
        });
        if (names.isEmpty()) {
            throw unknown(name);
        }
        if (names.size() > 1) {
            throw Misuse.of("ambiguous option: " + name + " (" + String.join(", ", spellings) + "?)");
        }
        return known.get(names.first());
    }

    private RuntimeException unknown(String name) {
        Optional<String> nearest = Nearest.to(name, known.keySet());
        return nearest.isPresent() ? Misuse.of("no such option: " + name, "Did you mean " + nearest.get() + "?")
                : Misuse.of("no such option: " + name);
    }

    private void take(Known option, String typed, String attached) {
        List<String> values = new ArrayList<>();
        if (attached != null) {
            values.add(attached);
        }
        while (values.size() < option.arguments()) {
            if (next == args.length) {
                throw Misuse.of(typed + " option requires " + option.arguments()
                        + (option.arguments() == 1 ? " argument" : " arguments"));
            }
            values.add(args[next++]);
        }
        if (option.name().equals(OptionFile.OPTION)) {
            OptionFile.read(values.get(0)).forEach(this::include);
        } else if (option.unsupported()) {
            warnings.add(UnsupportedOption.named(option.name()).orElseThrow().warning(option.name()));
        } else {
            options.add(values.isEmpty() ? option.name() : option.name() + "=" + values.get(0));
            options.addAll(values.subList(Math.min(1, values.size()), values.size()));
        }
    }

    /** Takes a line of an option file as if it stood on the command line. */
    private void include(OptionFile.Line line) {
        try {
            if (line.words().get(0).startsWith("--config-f")) {
                throw Misuse.of("an option file cannot name another");
            }
            Scanner inner = new Scanner(this, line.words().toArray(String[]::new));
            if (line.words().size() == 2 && inner.find(line.words().get(0)).arguments() == 2) {
                inner = new Scanner(this, String.join(" ", line.words()).split("\\s+", 3));
            }
            Scan scan = inner.run();
            if (!scan.words().isEmpty()) {
                throw Misuse.of(line.words().get(0) + " option does not take a value");
            }
            options.addAll(scan.options());
            warnings.addAll(scan.warnings());
            lines.add(new OptionFile.Line(line.place(), scan.options()));
        } catch (BactrianException e) {
            throw line.at(e);
        }
    }
}
