package org.bactrian.source.select;

import org.bactrian.source.EntryType;
import org.bactrian.source.Selector.Choice;
import org.bactrian.source.select.GlobAutomaton.Match;

/**
 * {@code --include} or {@code --exclude}, also from a list. An include marks the folders that lead to what it matches.
 *
 * @param pattern as given, for messages
 */
record GlobCondition(Glob glob, boolean includes, String pattern) implements Condition {
    @Override
    public Choice test(Subject subject) {
        Match match = glob.match(subject.path(), subject.length());
        if (match == Match.NONE || match == Match.SCAN && !includes) {
            return null;
        }
        if (match == Match.ITSELF && glob.folderOnly() && subject.candidate().type() != EntryType.DIRECTORY) {
            return null;
        }
        return match == Match.SCAN ? Choice.SCAN : includes ? Choice.INCLUDE : Choice.EXCLUDE;
    }

    @Override
    public String describe() {
        return "Command-line " + (includes ? "include" : "exclude") + " glob: " + pattern;
    }
}
