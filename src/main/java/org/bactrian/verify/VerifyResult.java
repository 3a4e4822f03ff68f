package org.bactrian.verify;

/**
 * How a comparison ended.
 *
 * @param compared    entries compared, of either side
 * @param differences how many of them differ
 * @param errors      entries that could not be compared, and folders that could not be listed
 */
public record VerifyResult(long compared, long differences, long errors) {
    /** The last line (spec 7.5). */
    public String text() {
        return "Verify complete: " + compared + (compared == 1 ? " file" : " files") + " compared, " + differences
                + (differences == 1 ? " difference" : " differences") + " found.";
    }
}
