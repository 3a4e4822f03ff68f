package org.bactrian.log;

/**
 * How far a run has come. Asked from another thread than the one that works, a few times a second at most; the answers may be a
 * moment old, and those of two methods of different moments.
 */
public interface ProgressSource {
    /** What is being done now, as {@code reading etc/fstab}; empty if nothing can be said. */
    default String doing() {
        return "";
    }

    /** Bytes of the source's files that are done with (backup), or of volumes, opened, that were read (restore, verify). */
    long bytes();

    /** Entries of every type that were come to. */
    long files();

    /** How many volumes were begun so far: the number of the current one, if they come one after the other. */
    int volumes();

    /** How many volumes there will be; −1 if unknown. */
    default int expectedVolumes() {
        return -1;
    }

    /** How many {@link #bytes} there will be, as far as is known now (an estimate, that may change); −1 if unknown. */
    long expectedBytes();

    /** Bytes on their way to or from the store, over the whole run; that they grow tells a slow store from one that hangs. */
    default long transferred() {
        return 0;
    }

    /** Bytes that are ready for the store and not yet there, about; at the end of a backup to a slow one the rest of the work. */
    default long waiting() {
        return 0;
    }
}
