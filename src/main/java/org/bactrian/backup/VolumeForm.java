package org.bactrian.backup;

/**
 * How volumes are made.
 *
 * @param volumeBytes  sealed size at which a volume is closed
 * @param endOfArchive whether the tar ends with zero blocks: it does in an encrypted volume and only there (spec 3.1)
 */
public record VolumeForm(long volumeBytes, boolean endOfArchive) {
}
