package org.bactrian.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bactrian.cli.option.Group;

/** The commands (spec 12.1): duplicity 0.8's, of which a unique prefix is enough, and the short names of 2.0 and later; and {@code validate-target} and others, ours. */
enum Command {
    BACKUP("backup", Shape.SOURCE_URL, "back up: an increment if there is a chain to add it to, else a full",
            "bactrian backup --exclude '**.o' /home file:///srv/backup", Options.WRITING, "bu"),
    FULL("full", Shape.SOURCE_URL, "begin a new chain with a full backup",
            "bactrian full /home swift://backup/home", Options.WRITING, "fb"),
    INCREMENTAL("incremental", Shape.SOURCE_URL, "add an increment to the chain, or fail",
            "bactrian incremental /home file:///srv/backup", Options.WRITING, "ib", "inc", "incr"),
    RESTORE("restore", Shape.URL_FOLDER, "bring back a backup, or one path of it, as it was at a time",
            "bactrian restore --time 3D --path-to-restore notes/todo file:///srv/backup /tmp/todo",
            EnumSet.of(Group.RUN, Group.SELECTION, Group.READ, Group.SEAL, Group.TARGET, Group.STORE), "rb"),
    VERIFY("verify", Shape.URL_FOLDER, "compare a backup with a folder",
            "bactrian verify --compare-data file:///srv/backup /home",
            EnumSet.of(Group.RUN, Group.SELECTION, Group.READ, Group.SEAL, Group.TARGET, Group.STORE), "vb"),
    COLLECTION_STATUS("collection-status", Shape.URL, "show which backups there are",
            "bactrian collection-status file:///srv/backup",
            EnumSet.of(Group.RUN, Group.STATUS, Group.SEAL, Group.TARGET, Group.STORE), "st"),
    LIST_CURRENT_FILES("list-current-files", Shape.URL, "list what is in a backup, as it was at a time",
            "bactrian list-current-files --time 2026-04-26 file:///srv/backup", Options.READING, "ls"),
    CHECK("check", Shape.URL, "see whether all that is stored is there and undamaged",
            "bactrian check --share 1/30 file:///srv/backup",
            EnumSet.of(Group.RUN, Group.CHECK, Group.SEAL, Group.TARGET, Group.STORE)),
    REPAIR("repair", Shape.URL, "mend what is lost or damaged, as far as possible (with --force)",
            "bactrian repair --force file:///srv/backup",
            EnumSet.of(Group.RUN, Group.SEAL, Group.TARGET, Group.STORE)),
    CLEANUP("cleanup", Shape.URL, "remove what belongs to no complete backup (with --force)",
            "bactrian cleanup --force file:///srv/backup", Options.REMOVING, "cl"),
    REMOVE_OLDER_THAN("remove-older-than", Shape.TIME_URL, "remove chains older than TIME (with --force)",
            "bactrian remove-older-than 6M --force file:///srv/backup", Options.REMOVING, "ro"),
    REMOVE_ALL_BUT_N_FULL("remove-all-but-n-full", Shape.COUNT_URL, "remove chains before the last COUNT fulls (with --force)",
            "bactrian remove-all-but-n-full 3 --force file:///srv/backup", Options.REMOVING, "ra"),
    REMOVE_ALL_INC_OF_BUT_N_FULL("remove-all-inc-of-but-n-full", Shape.COUNT_URL,
            "remove the increments of chains before the last COUNT fulls (with --force)",
            "bactrian remove-all-inc-of-but-n-full 1 --force file:///srv/backup", Options.REMOVING, "ri"),
    REMOVE("remove", Shape.URL, "remove what no keep rule wants, and say why of each set (with --force)",
            "bactrian remove --keep-daily 7 --keep-monthly 12 file:///srv/backup",
            EnumSet.of(Group.RUN, Group.KEEP, Group.SEAL, Group.TARGET, Group.STORE)),
    PROTECT("protect", Shape.SET_URL, "keep the set of that time, and all it builds on, from being removed",
            "bactrian protect 2026-04-26T04:22:01Z file:///srv/backup", Options.REMOVING),
    UNPROTECT("unprotect", Shape.SET_URL, "end that protection",
            "bactrian unprotect 2026-04-26T04:22:01Z file:///srv/backup", Options.REMOVING),
    REPLICATE("replicate", Shape.URL_URL, "copy the backups another store lacks",
            "bactrian replicate file:///srv/backup swift://backup/home",
            EnumSet.of(Group.RUN, Group.READ, Group.CONTENT, Group.SEAL, Group.TARGET, Group.STORE)),
    VALIDATE_TARGET("validate-target", Shape.URL, "prove a store before trusting it: tries all that backups rely on",
            "bactrian validate-target swift://backup/home", EnumSet.of(Group.RUN, Group.STORE)),
    BENCHMARK("benchmark", Shape.OPTIONAL_URL, "measure what limits backups here, and to a store if one is named",
            "bactrian benchmark --size 500 swift://backup/home", EnumSet.of(Group.RUN, Group.BENCHMARK, Group.STORE)),
    SERVE("serve", Shape.NOTHING, "run the jobs of a file by their schedules, until told to stop",
            "bactrian serve --jobs /etc/bactrian/jobs.yaml", EnumSet.of(Group.RUN, Group.STORE, Group.SERVICE)),
    CONFIG("config", Shape.TOPIC, "check the file of jobs, or show an example or its JSON schema",
            "bactrian config validate --jobs /etc/bactrian/jobs.yaml", EnumSet.of(Group.RUN, Group.SERVICE)),
    RUNS("runs", Shape.ANY_JOB, "show the runs of the service",
            "bactrian runs home --json", EnumSet.of(Group.RUN, Group.SERVICE));

    private final String word;
    private final Shape shape;
    private final String purpose;
    private final String example;
    private final Set<Group> groups;
    private final List<String> aliases;

    Command(String word, Shape shape, String purpose, String example, Set<Group> groups, String... aliases) {
        this.word = word;
        this.shape = shape;
        this.purpose = purpose;
        this.example = example;
        this.groups = groups;
        this.aliases = List.of(aliases);
    }

    /** Its name, which is also that of its route. */
    String word() {
        return word;
    }

    /** The words it takes. */
    Shape shape() {
        return shape;
    }

    /** What it is for, in a few words. */
    String purpose() {
        return purpose;
    }

    /** A line to try. */
    String example() {
        return example;
    }

    /** The options that mean something to it. */
    Set<Group> groups() {
        return groups;
    }

    /** Its other names. */
    List<String> aliases() {
        return aliases;
    }

    /** Whether duplicity has it, too. */
    boolean isDuplicitys() {
        return this != REMOVE && this != REPAIR && this != PROTECT && this != UNPROTECT && !isOfService();
    }

    /** Whether it is about jobs and not about one target. */
    boolean isOfService() {
        return groups.contains(Group.SERVICE);
    }

    /** Whether it stores new sets. */
    boolean isWriting() {
        return groups == Options.WRITING || this == REPLICATE;
    }

    /** The command of exactly that name or alias. */
    static Optional<Command> named(String text) {
        for (Command command : values()) {
            if (command.word.equals(text) || command.aliases.contains(text)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /**
     * Those whose name begins with the text; none for an empty text. What is short for one of duplicity's stays so, and the
     * service's need their whole names.
     */
    static List<Command> beginningWith(String text) {
        List<Command> found = new ArrayList<>();
        for (Command command : values()) {
            if (!text.isEmpty() && command.word.startsWith(text) && !command.isOfService()) {
                found.add(command);
            }
        }
        if (found.size() > 1) {
            found.removeAll(List.of(VALIDATE_TARGET, BENCHMARK, REPAIR));
        }
        return found;
    }

    /** The groups of several commands. */
    private static final class Options {
        static final Set<Group> WRITING = EnumSet.of(Group.RUN, Group.SELECTION, Group.CHAIN, Group.CONTENT, Group.SEAL,
                Group.TARGET, Group.STORE);
        static final Set<Group> READING = EnumSet.of(Group.RUN, Group.READ, Group.SEAL, Group.TARGET, Group.STORE);
        static final Set<Group> REMOVING = EnumSet.of(Group.RUN, Group.SEAL, Group.TARGET, Group.STORE);
    }
}
