package org.bactrian.request;

/** A request about one target. */
public interface HasTarget {
    /** Where the sets are. */
    TargetOptions target();
}
