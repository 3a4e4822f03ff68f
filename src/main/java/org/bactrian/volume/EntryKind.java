package org.bactrian.volume;

/** What an entry of a volume or of a signature file means: the first component of its name (spec 3.3, 4.1). */
public enum EntryKind {
    SNAPSHOT("snapshot"),
    DIFF("diff"),
    DELETED("deleted"),
    MULTIVOL_SNAPSHOT("multivol_snapshot"),
    MULTIVOL_DIFF("multivol_diff"),
    SIGNATURE("signature");

    private static final EntryKind[] ALL = values();

    private final String prefix;

    EntryKind(String prefix) {
        this.prefix = prefix;
    }

    /** The first component, without a slash. */
    public String prefix() {
        return prefix;
    }

    /** Whether the last component of the name is the number of a piece. */
    public boolean isPiece() {
        return this == MULTIVOL_SNAPSHOT || this == MULTIVOL_DIFF;
    }

    /** The kind with that prefix; null if there is none. */
    static EntryKind of(String prefix) {
        for (EntryKind kind : ALL) {
            if (kind.prefix.equals(prefix)) {
                return kind;
            }
        }
        return null;
    }
}
