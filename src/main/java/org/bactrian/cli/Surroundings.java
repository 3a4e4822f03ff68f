package org.bactrian.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.bactrian.cli.secret.Terminal;

/**
 * Everything outside that a run of the program touches, so that tests can give another.
 *
 * @param environment the variables
 * @param terminal    where secrets are asked for
 * @param interactive whether standard output is a terminal
 * @param out         standard output
 * @param err         standard error
 * @param clock       what time it is
 * @param zone        the user's
 * @param home        the installation folder, with {@code routes} and {@code config}
 */
record Surroundings(Map<String, String> environment, Terminal terminal, boolean interactive, OutputStream out, OutputStream err,
        Clock clock, ZoneId zone, Path home) {
    /** A variable's value, or null if it is unset or empty. */
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
