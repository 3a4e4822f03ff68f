package org.bactrian.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import picocli.CommandLine.Option;

/**
 * What of the source is taken (spec 10). The first rule that matches decides, so their order is kept: each option is a
 * method that adds to the one list, and picocli calls them in the order of the command line.
 */
public final class SelectionGroup {
    private final List<Rule> rules = new ArrayList<>();

    @Option(names = "--copy-links", description = "store what symbolic links point to")
    private boolean copyLinks;

    @Option(names = "--kernel-file-systems", description = "take /proc, /sys and their like, too")
    private boolean kernelFileSystems;

    @Option(names = "--allow-empty-source", description = "go on although the source has become empty")
    private boolean allowEmptySource;

    @Option(names = "--null-separator", description = "file lists are separated by NUL")
    void nullSeparator(boolean given) {
        flag("--null-separator", given);
    }

    /** Adds a rule after the others. */
    @Option(names = "--exclude", paramLabel = "GLOB", description = "leave out what matches (repeatable, as all below)")
    public void exclude(String glob) {
        rule("--exclude", glob);
    }

    /** Adds a rule after the others. */
    @Option(names = "--include", paramLabel = "GLOB", description = "take what matches")
    public void include(String glob) {
        rule("--include", glob);
    }

    @Option(names = {"--exclude-filelist", "--exclude-globbing-filelist"}, paramLabel = "FILE",
            description = "leave out what the lines of FILE say")
    void excludeFilelist(String file) {
        rule("--exclude-filelist", file);
    }

    @Option(names = {"--include-filelist", "--include-globbing-filelist"}, paramLabel = "FILE",
            description = "take what the lines of FILE say")
    void includeFilelist(String file) {
        rule("--include-filelist", file);
    }

    @Option(names = "--exclude-filelist-stdin", description = "the same with standard input")
    void excludeFilelistStdin(boolean given) {
        flag("--exclude-filelist-stdin", given);
    }

    @Option(names = "--include-filelist-stdin", description = "the same with standard input")
    void includeFilelistStdin(boolean given) {
        flag("--include-filelist-stdin", given);
    }

    @Option(names = "--exclude-regexp", paramLabel = "REGEXP", description = "leave out paths in which REGEXP is found")
    void excludeRegexp(String regexp) {
        rule("--exclude-regexp", regexp);
    }

    @Option(names = "--include-regexp", paramLabel = "REGEXP", description = "take paths in which REGEXP is found")
    void includeRegexp(String regexp) {
        rule("--include-regexp", regexp);
    }

    @Option(names = "--exclude-if-present", paramLabel = "NAME", description = "leave out folders with a file of that name")
    void excludeIfPresent(String name) {
        rule("--exclude-if-present", name);
    }

    @Option(names = "--exclude-device-files", description = "leave out devices")
    void excludeDeviceFiles(boolean given) {
        flag("--exclude-device-files", given);
    }

    @Option(names = "--exclude-other-filesystems", description = "stay on the file system of the source")
    void excludeOtherFilesystems(boolean given) {
        flag("--exclude-other-filesystems", given);
    }

    @Option(names = "--exclude-older-than", paramLabel = "TIME", description = "leave out files not changed since TIME")
    void excludeOlderThan(String time) {
        rule("--exclude-older-than", time);
    }

    @Option(names = "--files-from", paramLabel = "FILE", description = "take only the paths FILE lists")
    void filesFrom(String file) {
        rule("--files-from", file);
    }

    @Option(names = "--filter-globbing", description = "patterns after this are globs")
    void filterGlobbing(boolean given) {
        flag("--filter-globbing", given);
    }

    @Option(names = "--filter-literal", description = "patterns after this are plain text")
    void filterLiteral(boolean given) {
        flag("--filter-literal", given);
    }

    @Option(names = "--filter-regexp", description = "patterns after this are regular expressions")
    void filterRegexp(boolean given) {
        flag("--filter-regexp", given);
    }

    @Option(names = "--filter-ignorecase", description = "patterns after this match whatever the case")
    void filterIgnorecase(boolean given) {
        flag("--filter-ignorecase", given);
    }

    @Option(names = "--filter-strictcase", description = "patterns after this match the case")
    void filterStrictcase(boolean given) {
        flag("--filter-strictcase", given);
    }

    /** The rules as given, and the switches. */
    public SelectionOptions selection() {
        return new SelectionOptions(rules, copyLinks, kernelFileSystems, allowEmptySource);
    }

    /** Argument of each {@code --exclude-older-than}, to be checked before work begins. */
    public List<String> times() {
        return rules.stream().filter(rule -> rule.option().equals("--exclude-older-than")).map(Rule::argument).toList();
    }

    private void rule(String option, String argument) {
        if (argument != null) {
            rules.add(new Rule(option, argument));
        }
    }

    private void flag(String option, boolean given) {
        if (given) {
            rules.add(new Rule(option, ""));
        }
    }
}
