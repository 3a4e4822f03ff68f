package org.bactrian.rsync;

import java.io.Closeable;
import java.io.IOException;

/**
 * A place to put bytes one after the other and to read them again from anywhere. Not thread-safe. Closing it gives up what
 * was put; it may be closed twice.
 */
public interface Spool extends RandomInput, Closeable {
    /** Puts bytes after those that are there. */
    void append(byte[] bytes, int offset, int count) throws IOException;

    /** How many bytes were put. */
    @Override
    long length();

    /** Makes new, empty spools. */
    @FunctionalInterface
    interface Source {
        /** A spool that whoever asked for it closes. */
        Spool open() throws IOException;
    }
}
