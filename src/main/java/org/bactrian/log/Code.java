package org.bactrian.log;

/**
 * The machine log's numbers (spec 12.3): those of NOTICE and INFO lines, and those of WARNING lines, each counted by
 * itself.
 */
public enum Code {
    GENERIC(1),
    PROGRESS(2),
    COLLECTION_STATUS(3),
    ENTRY_NEW(4),
    ENTRY_CHANGED(5),
    ENTRY_DELETED(6),
    ENTRY_RESTORING(7),
    ENTRY_PATCHING(8),
    ENTRY_LISTED(10),
    UPLOAD_DONE(14),
    SOCKET_SKIPPED(15),
    UPLOAD_PROGRESS(16),
    WARNING_ORPHANED_SIGNATURES(2),
    WARNING_UNNEEDED_SIGNATURES(3),
    WARNING_SIGNATURES_WITHOUT_SET(4),
    WARNING_INCOMPLETE_SET(5),
    WARNING_ORPHANED_SET(6),
    WARNING_CANNOT_ITERATE(8),
    WARNING_CANNOT_STAT(9),
    WARNING_CANNOT_READ(10),
    WARNING_NO_SIGNATURES_FOR_TIME(11),
    WARNING_CANNOT_PROCESS(12),
    WARNING_SKIPPED_AFTER_ERROR(13);

    private final int number;

    Code(int number) {
        this.number = number;
    }

    /** The number in the machine log. */
    public int number() {
        return number;
    }
}
