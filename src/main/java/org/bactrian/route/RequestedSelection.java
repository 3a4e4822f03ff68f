package org.bactrian.route;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.chain.TimeExpression;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.NameText;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector;
import org.bactrian.source.select.KernelFileSystems;
import org.bactrian.source.select.ListSource;
import org.bactrian.source.select.Mount;
import org.bactrian.source.select.Rule;
import org.bactrian.source.select.SelectionRules;

/**
 * Makes the selection options of a request, in their order, a selector (spec 10).
 *
 * @param clock         what intervals in {@code --exclude-older-than} count back from
 * @param zone          of the times in it
 * @param separator     what stands for a colon in them
 * @param standardInput read for the {@code -stdin} lists
 */
record RequestedSelection(Clock clock, ZoneId zone, char separator, InputStream standardInput) {
    private static final String NULL_SEPARATOR = "--null-separator";

    /**
     * Compiles the rules and reads the lists they name.
     *
     * @param root    the source as typed
     * @param notices takes a line for each list read, and for each kernel file system left out
     * @throws BactrianException as {@link SelectionRules#compile}; USAGE for a time or an option that is none
     */
    Selector compile(SelectionOptions options, byte[] root, Consumer<String> notices) {
        List<Rule> rules = new ArrayList<>();
        boolean nullSeparator = false;
        for (SelectionOptions.Rule rule : options.rules()) {
            if (rule.option().equals(NULL_SEPARATOR)) {
                nullSeparator = true;
            } else {
                rules.add(rule(rule.option(), rule.argument()));
            }
        }
        KernelFileSystems kernel = options.kernelFileSystems() ? KernelFileSystems.NONE : KernelFileSystems.in(Mount.table());
        return new SelectionRules(rules, nullSeparator, kernel).compile(root, notices);
    }

    private Rule rule(String option, String argument) {
        return switch (option) {
            case "--include" -> Rule.include(argument);
            case "--exclude" -> Rule.exclude(argument);
            case "--include-regexp" -> Rule.includeRegexp(argument);
            case "--exclude-regexp" -> Rule.excludeRegexp(argument);
            case "--include-filelist" -> new Rule.PatternList(true, file(argument));
            case "--exclude-filelist" -> new Rule.PatternList(false, file(argument));
            case "--include-filelist-stdin" -> new Rule.PatternList(true, ListSource.standardInput(standardInput));
            case "--exclude-filelist-stdin" -> new Rule.PatternList(false, ListSource.standardInput(standardInput));
            case "--exclude-if-present" -> Rule.excludeIfPresent(argument);
            case "--exclude-device-files" -> Rule.excludeDeviceFiles();
            case "--exclude-other-filesystems" -> Rule.excludeOtherFilesystems();
            case "--exclude-older-than" ->
                Rule.excludeOlderThan(TimeExpression.parse(argument, clock, zone, separator));
            case "--files-from" -> new Rule.Files(file(argument));
            case "--filter-globbing" -> Rule.filter(Rule.FilterMode.GLOBBING);
            case "--filter-literal" -> Rule.filter(Rule.FilterMode.LITERAL);
            case "--filter-regexp" -> Rule.filter(Rule.FilterMode.REGEXP);
            case "--filter-ignorecase" -> Rule.filter(Rule.FilterMode.IGNORECASE);
            case "--filter-strictcase" -> Rule.filter(Rule.FilterMode.STRICTCASE);
            default -> throw new BactrianException(ErrorKind.USAGE, option + " is no selection option",
                    "See --help for those there are.");
        };
    }

    private static ListSource file(String argument) {
        try {
            Path file = RawPath.of(NameText.bytes(argument));
            return ListSource.of(file);
        } catch (IllegalArgumentException e) {
            throw new BactrianException(ErrorKind.FILELIST_UNREADABLE, "Error opening file " + argument,
                    "That is no file name.", e);
        }
    }
}
