package org.bactrian.verify;

import org.bactrian.log.NameText;
import org.bactrian.source.EntryName;

/**
 * The first thing in which an entry here is not what the archive has.
 *
 * @param kind     what it is
 * @param name     of the entry, relative to what is compared
 * @param found    what is here, for people; empty where the kind says it all
 * @param expected what the archive has, likewise
 */
public record Difference(Kind kind, EntryName name, String found, String expected) {
    /** The kinds, with duplicity's words (spec 7.5): name, what is here, what the archive has. */
    public enum Kind {
        NEW("New file %s"),
        MISSING("File %s is missing"),
        TYPE("File %s has type %s, expected %s"),
        PERMISSIONS("File %s has permissions %s, expected %s"),
        MTIME("File %s has mtime %s, expected %s"),
        DATA("Data for file %s is different"),
        TARGET("Symlink %s points to %s, expected %s"),
        NUMBERS("Device file %s has numbers %s, expected %s");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** A difference that its kind says all about. */
    static Difference of(Kind kind, EntryName name) {
        return new Difference(kind, name, "", "");
    }

    /** The name as texts show it; the root is a dot. */
    public String path() {
        return name.isRoot() ? "." : NameText.of(name.toBytes());
    }

    /** One line, as duplicity says it after {@code Difference found: }. */
    public String text() {
        return String.format(kind.words, path(), found, expected);
    }
}
