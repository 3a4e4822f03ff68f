package org.bactrian.request;

import java.util.Objects;

/**
 * A target that is to be proven.
 *
 * @param target what is tried; a container or folder that is missing is made, and removed again
 * @param json   whether each result is told as JSON
 */
public record ValidateRequest(TargetOptions target, boolean json) implements HasTarget {
    /** @throws NullPointerException if the target is missing */
    public ValidateRequest {
        Objects.requireNonNull(target, "target");
    }
}
