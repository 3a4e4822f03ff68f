package org.bactrian.log;

/** How far a run has come. Asked from another thread than the one that works, a few times a second at most. */
public interface ProgressSource {
    /** Bytes of the source read (backup, verify) or written (restore). */
    long bytes();

    /** Entries of every type that are done with. */
    long files();

    /** Volumes stored or read. */
    int volumes();

    /** How many bytes there will be, as far as is known now (it may be an estimate and may change); −1 if unknown. */
    long expectedBytes();
}
