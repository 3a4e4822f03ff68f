package org.bactrian.source.select;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Walk;
import org.bactrian.source.select.GlobAutomaton.Match;
import org.bactrian.source.select.Rule.FilterMode;

/** Turns rules into conditions, in the order in which they are tried, and makes duplicity's checks on the way. */
final class RuleCompiler {
    private static final String PREFIX_GUIDANCE =
            "Useful file specifications begin with the base directory or some pattern (such as '**') which matches it.";

    private final boolean relative;
    private final String root;
    private final int[] rootPath;
    private final boolean nullSeparator;
    private final Consumer<String> notices;
    private final FilterModes modes = new FilterModes();
    private final List<Condition> conditions = new ArrayList<>();
    private FilesFrom filesFrom;

    RuleCompiler(byte[] typedRoot, boolean nullSeparator, Consumer<String> notices) {
        this.relative = typedRoot.length == 0;
        this.root = relative ? "" : PathText.decode(Walk.shownRoot(typedRoot));
        this.rootPath = PathText.points(root);
        this.nullSeparator = nullSeparator;
        this.notices = notices;
    }

    /** Adds the next rule of the command line. */
    void add(Rule rule) {
        if (rule instanceof Rule.Pattern pattern) {
            conditions.add(pattern(pattern.include(), pattern.text()));
        } else if (rule instanceof Rule.Regexp regexp) {
            conditions.add(regexp(regexp.include(), regexp.text()));
        } else if (rule instanceof Rule.PatternList list) {
            addList(list);
        } else if (rule instanceof Rule.IfPresent present) {
            conditions.add(0, MetadataCondition.ifPresent(present.name()));
        } else if (rule instanceof Rule.DeviceFiles) {
            conditions.add(0, MetadataCondition.deviceFiles());
        } else if (rule instanceof Rule.OtherFilesystems) {
            conditions.add(MetadataCondition.otherFilesystems());
        } else if (rule instanceof Rule.OlderThan older) {
            conditions.add(MetadataCondition.olderThan(older.time().getEpochSecond()));
        } else if (rule instanceof Rule.Filter filter) {
            modes.change(filter.mode());
        } else if (rule instanceof Rule.Files files) {
            addFiles(files);
        }
    }

    /** Makes the checks that need all rules, and the selection. */
    Selection finish(KernelFileSystems kernel) {
        modes.checkUsed();
        if (!conditions.isEmpty() && conditions.get(conditions.size() - 1).includes()) {
            throw new BactrianException(ErrorKind.SELECTION_REDUNDANT, "Last selection expression: "
                    + conditions.get(conditions.size() - 1).describe() + " only specifies that files be included, as all are by"
                    + " default: it is redundant, which probably isn't what you meant.", "Exclude what is not wanted after it, with --exclude '**' for one.");
        }
        return new Selection(conditions, filesFrom, kernel, notices);
    }

    private void addList(Rule.PatternList list) {
        notices.accept("Reading globbing filelist " + list.list().name());
        modes.used();
        for (Filelist.Line line : Filelist.parse(list.list().read(), list.include(), nullSeparator)) {
            conditions.add(pattern(line.include(), line.pattern()));
        }
    }

    private void addFiles(Rule.Files files) {
        if (filesFrom != null) {
            throw new BactrianException(ErrorKind.USAGE, "--files-from is given twice", "Put all paths into one list.");
        }
        filesFrom = FilesFrom.read(files.list(), nullSeparator);
    }

    private Condition regexp(boolean include, String text) {
        return new RegexpCondition(PythonRegexp.compile(text, modes.used().ignoreCase()), include, text);
    }

    private Condition pattern(boolean include, String text) {
        if (modes.used().syntax() == FilterMode.REGEXP) {
            return regexp(include, text);
        }
        Glob glob = modes.syntax() == FilterMode.LITERAL
                ? Glob.literal(text, modes.ignoreCase()) : Glob.compile(text, modes.ignoreCase());
        if (!relative && glob.match(rootPath, rootPath.length) == Match.NONE) {
            throw new BactrianException(ErrorKind.SELECTION_PREFIX, "Fatal Error: The file specification "
                    + glob.text() + " cannot match any files in the base directory " + root, PREFIX_GUIDANCE);
        }
        return new GlobCondition(glob, include, text);
    }
}
