package org.bactrian.request;

/**
 * What limits backups here is to be measured.
 *
 * @param target also measured; null for the machine alone
 * @param bytes  of the source whose full backup is predicted
 * @param json   whether each measurement is told as JSON
 */
public record BenchmarkRequest(TargetOptions target, long bytes, boolean json) implements HasTarget {
    /** @throws IllegalArgumentException if there is nothing to predict */
    public BenchmarkRequest {
        if (bytes < 1) {
            throw new IllegalArgumentException("a source of " + bytes + " bytes");
        }
    }
}
