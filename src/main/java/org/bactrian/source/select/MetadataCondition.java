package org.bactrian.source.select;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.function.Predicate;
import org.bactrian.source.Candidate;
import org.bactrian.source.EntryType;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector.Choice;

/**
 * The rules that look at what an entry is, not at its name. All of them exclude; none applies to an entry of which nothing
 * can be found out.
 *
 * @param matches whether an entry is one to leave out
 */
record MetadataCondition(String describe, Predicate<Candidate> matches) implements Condition {
    /** {@code --exclude-if-present}: folders, not links to them, with an entry of that very name, be it a dangling link. */
    static Condition ifPresent(String name) {
        boolean possible = !name.isEmpty() && name.indexOf('/') < 0 && name.indexOf(0) < 0
                && !name.equals(".") && !name.equals("..");
        byte[] component = PathText.encode(name);
        return new MetadataCondition("Command-line exclude-if-present filename: " + name,
                c -> possible && c.type() == EntryType.DIRECTORY
                        && Files.exists(RawPath.child(c.path(), component), LinkOption.NOFOLLOW_LINKS));
    }

    /** {@code --exclude-device-files}. */
    static Condition deviceFiles() {
        return new MetadataCondition("Exclude device files", c -> c.type() != null && c.type().isDevice());
    }

    /** {@code --exclude-other-filesystems}: what is on another device than the source, mount points included. */
    static Condition otherFilesystems() {
        return new MetadataCondition("Match other filesystems",
                c -> c.entry() != null && c.entry().device() != c.rootDevice());
    }

    /**
     * {@code --exclude-older-than}: regular files only.
     *
     * @param seconds since 1970
     */
    static Condition olderThan(long seconds) {
        return new MetadataCondition("Select older than " + seconds,
                c -> c.type() == EntryType.FILE && c.entry().entry().mtime() < seconds);
    }

    @Override
    public Choice test(Subject subject) {
        return matches.test(subject.candidate()) ? Choice.EXCLUDE : null;
    }

    @Override
    public boolean includes() {
        return false;
    }
}
