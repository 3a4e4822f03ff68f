package org.bactrian.source;

/** The kinds of file system entries an archive can hold, with duplicity's names for them (spec 7.3). */
public enum EntryType {
    FILE("reg"),
    DIRECTORY("dir"),
    SYMLINK("sym"),
    FIFO("fifo"),
    CHARACTER_DEVICE("chr"),
    BLOCK_DEVICE("blk"),
    /** Cannot be stored; duplicity leaves it out with a word (spec 3.5). */
    SOCKET("sock");

    private final String label;

    EntryType(String label) {
        this.label = label;
    }

    /** duplicity's short name of the type. */
    public String label() {
        return label;
    }

    /** Whether the type is a character or block device. */
    public boolean isDevice() {
        return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
    }
}
