package org.bactrian.store.check;

/** Thrown by a check that finds that the store lacks what it tries, and that backups do not need. */
public final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is missing; one line */
    public Missing(String reason) {
        super(reason);
    }
}
