package org.bactrian.source.select;

import java.util.List;
import java.util.function.Consumer;
import org.bactrian.source.Candidate;
import org.bactrian.source.EntryType;
import org.bactrian.source.Selector;

/**
 * The compiled rules, ready for a walk (spec 10). The first rule that matches decides; no match: included. A rule that marks
 * a folder to scan does not decide, but turns a later exclude, or none, into a scan. An entry is asked for no more than the
 * rules tried need, and for its device only once they would take it. Thread-safe if the listener is.
 */
public final class Selection implements Selector {
    private final List<Condition> conditions;
    private final FilesFrom filesFrom;
    private final KernelFileSystems kernel;
    private final Consumer<String> notices;

    /**
     * @param filesFrom the only paths to take; null for all
     * @param notices   hears a line for each kernel file system left out
     */
    Selection(List<Condition> conditions, FilesFrom filesFrom, KernelFileSystems kernel, Consumer<String> notices) {
        this.conditions = List.copyOf(conditions);
        this.filesFrom = filesFrom;
        this.kernel = kernel;
        this.notices = notices;
    }

    @Override
    public Choice choose(Candidate candidate) {
        if (filesFrom != null && !filesFrom.contains(candidate.name())) {
            return Choice.EXCLUDE;
        }
        Choice choice = conditions.isEmpty() ? Choice.INCLUDE : byConditions(new Subject(candidate));
        return choice == Choice.EXCLUDE ? choice : withoutKernel(candidate, choice);
    }

    private Choice byConditions(Subject subject) {
        boolean scan = false;
        for (Condition condition : conditions) {
            Choice choice = condition.test(subject);
            if (choice == Choice.INCLUDE) {
                return choice;
            }
            if (choice == Choice.EXCLUDE) {
                return scan ? Choice.SCAN : choice;
            }
            scan |= choice == Choice.SCAN;
        }
        return scan ? Choice.SCAN : Choice.INCLUDE;
    }

    private Choice withoutKernel(Candidate candidate, Choice choice) {
        if (kernel.isEmpty() || candidate.entry() == null || candidate.entry().device() == candidate.rootDevice()) {
            return choice;
        }
        String type = kernel.typeOf(candidate.entry().device());
        if (type == null) {
            return choice;
        }
        boolean kept = choice == Choice.INCLUDE && candidate.type() == EntryType.DIRECTORY;
        notices.accept("Leaving out " + (kept ? "what is in " : "") + PathText.display(candidate.fullPath())
                + " (kernel file system " + type + ")");
        return kept ? Choice.INCLUDE_EMPTY : Choice.EXCLUDE;
    }
}
