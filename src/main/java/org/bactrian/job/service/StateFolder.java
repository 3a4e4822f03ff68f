package org.bactrian.job.service;

import java.nio.file.Path;
import java.util.Map;
import org.bactrian.job.config.ServiceOptions;

/** Where the service keeps the history of runs. */
public final class StateFolder {
    private StateFolder() {
    }

    /** What the file of jobs says, else {@code $STATE_DIRECTORY} (systemd's), {@code $XDG_STATE_HOME/bactrian}, {@code ~/.local/state/bactrian}. */
    public static Path of(ServiceOptions options, Map<String, String> environment) {
        if (options.state() != null) {
            return Path.of(options.state());
        }
        String systemd = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!systemd.isEmpty()) {
            return Path.of(systemd);
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return xdg.isEmpty() ? Path.of(home, ".local/state/bactrian") : Path.of(xdg, "bactrian");
    }
}
