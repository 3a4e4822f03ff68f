package org.bactrian.posix;

import java.nio.file.FileSystemException;

/** The file system is full or the quota is used up: going on with the next file would fail as well. */
public final class NoSpaceException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NoSpaceException(String file, String reason) {
        super(file, null, reason);
    }
}
