package org.bactrian.chain.status;

/** What a backup counts (spec 7.4), in the order and with the names of duplicity's block. */
public enum Counter {
    /** Entries of every type that exist now, with the root. */
    SOURCE_FILES("SourceFiles", false),
    /** Unchanged: size as the file system says; new and changed files: bytes read; other types: as the file system says. */
    SOURCE_FILE_SIZE("SourceFileSize", true),
    /** Entries stored as snapshots. */
    NEW_FILES("NewFiles", false),
    /** The sum of their sizes as the file system says. */
    NEW_FILE_SIZE("NewFileSize", true),
    /** Entries recorded as gone. */
    DELETED_FILES("DeletedFiles", false),
    /** Entries stored as diffs. */
    CHANGED_FILES("ChangedFiles", false),
    /** The sum of their full sizes as the file system says. */
    CHANGED_FILE_SIZE("ChangedFileSize", true),
    /** Always 0. */
    CHANGED_DELTA_SIZE("ChangedDeltaSize", true),
    /** New, changed and deleted together. */
    DELTA_ENTRIES("DeltaEntries", false),
    /** Bytes of bodies put in volumes, before compression. */
    RAW_DELTA_SIZE("RawDeltaSize", true),
    /** Bytes of volumes uploaded by this run. */
    TOTAL_DESTINATION_SIZE_CHANGE("TotalDestinationSizeChange", true),
    /** Entries that could not be read, and failed deltas. */
    ERRORS("Errors", false);

    private final String label;
    private final boolean size;

    Counter(String label, boolean size) {
        this.label = label;
        this.size = size;
    }

    /** duplicity's name for it. */
    public String label() {
        return label;
    }

    /** Whether it counts bytes. */
    public boolean isSize() {
        return size;
    }
}
