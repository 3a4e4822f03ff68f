package org.bactrian.request;

/**
 * What limits backups here is to be measured.
 *
 * @param target also measured; null for the machine alone
 * @param bytes  of the source whose full backup is predicted
 */
public record BenchmarkRequest(TargetOptions target, long bytes) implements HasTarget {
    /** @throws IllegalArgumentException if there is nothing to predict */
    public BenchmarkRequest {
        if (bytes < 1) {
            throw new IllegalArgumentException("a source of " + bytes + " bytes");
        }
    }
}
