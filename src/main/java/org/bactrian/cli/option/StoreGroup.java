package org.bactrian.cli.option;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.bactrian.route.RunProperties;
import picocli.CommandLine.Option;

/** How the store is worked with: retries, time limits, parallel work. Becomes settings of the routes and of Swift. */
public final class StoreGroup {
    private static final long MIB = 1L << 20;
    private static final long MILLIS = 1000;
    /** Of the configuration as shipped: a longer pause than that only if it is asked for. */
    private static final long LONGEST_PAUSE = 30 * MILLIS;

    @Option(names = "--num-retries", paramLabel = "N", converter = Values.Positive.class,
            description = "tries of each operation on the store (default: 5)")
    private Integer tries;

    @Option(names = "--backend-retry-delay", paramLabel = "SECONDS", converter = Values.NotNegative.class,
            description = "pause between the first two tries; later ones double up to 30 (default: 2)")
    private Integer retryDelay;

    @Option(names = "--timeout", paramLabel = "SECONDS", converter = Values.Positive.class,
            description = "how long a store may be silent (default: 30)")
    private Integer timeout;

    @Option(names = "--concurrency", paramLabel = "N", converter = Values.NotNegative.class,
            description = "volumes stored or fetched at the same time, beside the one in work (default: 4); 0: one by one")
    private Integer concurrency;

    @Option(names = "--asynchronous-upload", description = "store one volume while the next is made; always so")
    private boolean asynchronous;

    @Option(names = "--swift-storage-policy", paramLabel = "POLICY", description = "of a container that has to be made")
    private String swiftPolicy;

    @Option(names = "--mp-segment-size", paramLabel = "MIB", converter = Values.Positive.class,
            description = "store larger objects in segments of that size (Swift)")
    private Integer segmentMebibytes;

    @Option(names = "--tempdir", paramLabel = "DIR", description = "for temporary files (default: $TMPDIR, else /tmp)")
    public String tempDir;

    /** The settings that were given, and no others, so that those of the configuration stay in force. */
    public Properties settings() {
        Properties settings = new Properties();
        if (tries != null) {
            settings.setProperty(RunProperties.RETRIES, Integer.toString(tries - 1));
        }
        if (retryDelay != null) {
            String millis = Long.toString(retryDelay * MILLIS);
            settings.setProperty(RunProperties.RETRY_DELAY, millis);
            settings.setProperty(RunProperties.RETRY_DELAY_MAX, Long.toString(Math.max(retryDelay * MILLIS, LONGEST_PAUSE)));
        }
        if (concurrency != null) {
            settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT, Integer.toString(concurrency + 2));
            settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT_MAX, Integer.toString(concurrency + 2));
            settings.setProperty(RunProperties.VOLUMES_AHEAD, concurrency.toString());
            settings.setProperty(RunProperties.TREE_THREADS, concurrency == 0 ? "1" : "0");
        }
        return settings;
    }

    /** What was given for Swift, under the names of the variables that say the same (org.bactrian.swift.identity.Setting). */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        if (timeout != null) {
            variables.put("SWIFT_TIMEOUT", timeout.toString());
            variables.put("SWIFT_CONNECT_TIMEOUT", timeout.toString());
        }
        if (swiftPolicy != null) {
            variables.put("SWIFT_STORAGEPOLICY", swiftPolicy);
        }
        if (segmentMebibytes != null) {
            variables.put("SWIFT_SEGMENT_SIZE", Long.toString(segmentMebibytes * MIB));
        }
        return variables;
    }
}
