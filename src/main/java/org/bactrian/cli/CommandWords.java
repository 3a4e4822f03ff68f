package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.store.Target;

/**
 * Which command is meant, and its words.
 *
 * @param command the command
 * @param words   as many as its shape wants
 */
record CommandWords(Command command, List<String> words) {
    /**
     * Finds the command as duplicity does (spec 12.1): the first word may be its name, an alias or a unique beginning; without one,
     * the order of the two words decides: folder and URL back up, URL and folder restore.
     *
     * @throws org.bactrian.error.BactrianException of kind USAGE if no command fits
     */
    static CommandWords of(List<String> all) {
        if (all.isEmpty()) {
            throw Misuse.of("Expected 2 args, got 0");
        }
        Optional<Command> named = named(all);
        CommandWords found = named.isPresent() ? new CommandWords(named.get(), all.subList(1, all.size())) : implied(all);
        found.checkOrder();
        return found;
    }

    private static Optional<Command> named(List<String> all) {
        String first = all.get(0);
        // "f file:///b" has too few words for the command full: it is the folder f; so is a folder with the name of a command of ours
        boolean folderAndUrl = all.size() == 2 && Target.isUrl(all.get(1));
        Optional<Command> exact = Command.named(first);
        if (exact.isPresent()) {
            return exact.filter(command -> command.isDuplicitys() || !folderAndUrl
                    || command.shape().size() == 1 && !command.isOfService());
        }
        List<Command> begun = Command.beginningWith(first);
        if (begun.size() > 1) {
            throw Misuse.of("command '" + first + "' not unique, could be " + quoted(begun));
        }
        return begun.stream().filter(command -> command.shape().size() == all.size() - 1 || !folderAndUrl).findFirst();
    }

    private static String quoted(List<Command> commands) {
        List<String> words = new ArrayList<>();
        commands.forEach(command -> words.add("'" + command.word() + "'"));
        return words.toString();
    }

    private static CommandWords implied(List<String> all) {
        if (all.size() != 2) {
            String got = "Expected 2 args, got " + all.size();
            throw meant(all.get(0)).map(question -> Misuse.of(got, question)).orElseGet(() -> Misuse.of(got));
        }
        boolean firstIsUrl = Target.isUrl(all.get(0));
        boolean secondIsUrl = Target.isUrl(all.get(1));
        if (firstIsUrl && secondIsUrl) {
            throw Misuse.of("Two URLs specified.  One argument should be a path.");
        }
        if (!firstIsUrl && !secondIsUrl) {
            throw noUrl();
        }
        return new CommandWords(firstIsUrl ? Command.RESTORE : Command.BACKUP, all);
    }

    /** Which command a word may have been meant for, as a question; empty if it is like none. */
    static Optional<String> meant(String word) {
        return Nearest.to(word, names()).map(command -> "Did you mean the command '" + command + "'?");
    }

    /** The names and aliases of all commands. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Command command : Command.values()) {
            names.add(command.word());
        }
        return names;
    }

    private static RuntimeException noUrl() {
        return Misuse.of("One of the arguments must be an URL.  Examples of URL strings are \"swift://container/path\" and"
                + " \"file:///usr/local\".");
    }

    private void checkOrder() {
        int wanted = command.shape().size();
        if (!command.shape().takes(words.size())) {
            throw Misuse.of("Expected " + wanted + (wanted == 1 ? " arg" : " args") + ", got " + words.size(),
                    "Use it as: bactrian " + command.word() + " " + command.shape().synopsis());
        }
        switch (command.shape()) {
            case SOURCE_URL -> checkPair(1, 0, "restore");
            case URL_FOLDER -> checkPair(0, 1, "backup");
            case URL_URL -> {
                if (!Target.isUrl(words.get(0)) || !Target.isUrl(words.get(1))) {
                    throw Misuse.of("Two URLs expected for replicate.");
                }
            }
            case OPTIONAL_URL -> words.forEach(Target::of);
            case NOTHING, ANY_JOB -> { }
            case TOPIC -> {
                if (!List.of(command.shape().synopsis().split("[|]")).contains(words.get(0))) {
                    throw Misuse.of("config takes validate, example or schema, not '" + words.get(0) + "'");
                }
            }
            default -> Target.of(words.get(wanted - 1));
        }
    }

    /** duplicity would do the opposite of what was said, and ends with 0. */
    private void checkPair(int url, int folder, String opposite) {
        boolean first = Target.isUrl(words.get(url));
        boolean second = Target.isUrl(words.get(folder));
        if (first && second) {
            throw Misuse.of("Two URLs specified.  One argument should be a path.");
        }
        if (!first && !second) {
            throw noUrl();
        }
        if (!first) {
            throw Misuse.of(command.word() + " option cannot be used when " + (opposite.equals("backup") ? "backing up" : "restoring"),
                    "Use it as: bactrian " + command.word() + " " + command.shape().synopsis() + ", or the command "
                            + opposite + ".");
        }
    }
}
