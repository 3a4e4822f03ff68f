package org.bactrian.job.config;


/**
 * Something wrong in a file of jobs.
 *
 * @param file the file
 * @param line counted from 1
 * @param text what is wrong, without a value that could be a secret
 * @param ofMachine whether it is about the machine (a folder, a secret that is not there): then the other jobs can run
 */
public record Problem(String file, int line, String text, boolean ofMachine) {
    /** A problem of the file itself. */
    Problem(String file, int line, String text) {
        this(file, line, text, false);
    }

    /** {@code FILE:LINE: TEXT}, which editors can jump to. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
