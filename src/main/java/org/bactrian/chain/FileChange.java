package org.bactrian.chain;

import java.util.Objects;
import org.bactrian.source.EntryName;

/**
 * One line of a manifest's Filelist: what a set did to one regular file (spec 2.1).
 *
 * @param mark what happened
 * @param name the file
 */
public record FileChange(Mark mark, EntryName name) {
    /** What happened to the file; {@code CHANGED} only if it was stored as a diff. */
    public enum Mark {
        NEW("new"), CHANGED("changed"), DELETED("deleted");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        /** As the manifest writes it. */
        public String word() {
            return word;
        }
    }

    /** @throws NullPointerException if one is missing */
    public FileChange {
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(name, "name");
    }
}
