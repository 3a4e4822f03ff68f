package org.bactrian.request;

import java.util.Objects;

/**
 * What is checked of a target, or mended.
 *
 * @param target where the sets are; with {@link TargetOptions#force()} a repair acts, else it only says what it would do
 * @param level  how deep a check goes
 * @param part   which share of the volumes is read, from 1
 * @param parts  into how many shares they are divided; 1 for all volumes
 * @param json   whether the result is JSON
 */
public record CheckRequest(TargetOptions target, Level level, int part, int parts, boolean json) implements HasTarget {
    /** How deep a check goes; each level does what those before it do. */
    public enum Level {
        /** Whether by their names all sets and volumes are there. */
        NAMES,
        /** Manifests and signatures are fetched, opened and read. */
        METADATA,
        /** Volumes are fetched and compared with their hashes. */
        HASHES,
        /** Volumes are opened and read to their end; if it is all of them, every change is applied to what it was made against. */
        DATA
    }

    /** @throws IllegalArgumentException if the share is none */
    public CheckRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(level, "level");
        if (part < 1 || parts < part) {
            throw new IllegalArgumentException("share " + part + "/" + parts);
        }
    }

    /** Whether whole chains are to be replayed. */
    public boolean isReplay() {
        return level == Level.DATA && parts == 1;
    }

    /** Whether a volume is in the share. */
    public boolean takes(int volume) {
        return (volume - 1) % parts == part - 1;
    }
}
