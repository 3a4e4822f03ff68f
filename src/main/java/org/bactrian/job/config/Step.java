package org.bactrian.job.config;

import java.time.Duration;
import java.util.List;

/**
 * A command or a route before or after a run.
 *
 * @param command the program and its arguments; empty for a route
 * @param route   {@code direct:NAME}; null for a command
 * @param limit   how long it may take
 */
public record Step(List<String> command, String route, Duration limit) {
    /** Unless something else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofHours(1);
}
