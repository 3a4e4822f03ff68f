package org.bactrian.cli;

import java.util.List;
import java.util.Optional;
import org.bactrian.cli.option.Group;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.error.BactrianException;

/** Any command line, read by picocli's model of all options. */
final class ModelledLine {
    private final Model model = new Model();
    private final Scan scan;

    /** @throws BactrianException of kind USAGE if an option or its argument will not do */
    ModelledLine(String[] args) {
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

    /** The model that read it. */
    Model model() {
        return model;
    }

    /** What the options say. */
    OptionSet options() {
        return model.options();
    }

    /** What is no option, in order. */
    List<String> words() {
        return scan.words();
    }

    /** About options that have no effect on anything. */
    List<String> warnings() {
        return scan.warnings();
    }

    /** The options given that mean nothing to a command, in order. */
    List<String> strangeTo(Command command) {
        return scan.options().stream().filter(option -> option.startsWith("-") && !isFor(option, command)).map(ModelledLine::name).toList();
    }

    private boolean isFor(String option, Command command) {
        Optional<Group> group = model.groupOf(option);
        return group.isEmpty() || command.groups().contains(group.get());
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }
}
