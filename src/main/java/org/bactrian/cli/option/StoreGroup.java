package org.bactrian.cli.option;

import java.util.Properties;
import org.bactrian.route.RunProperties;
import picocli.CommandLine.Option;

/** How the store is worked with: retries, time limits, parallel work. Becomes settings of the routes. */
public final class StoreGroup {
    private static final long MIB = 1L << 20;

    @Option(names = "--num-retries", paramLabel = "N", converter = Values.Positive.class,
            description = "tries of each operation on the store (default: 5)")
    private Integer tries;

    @Option(names = "--backend-retry-delay", paramLabel = "SECONDS", converter = Values.NotNegative.class,
            description = "pause between two tries (default: 30)")
    private Integer retryDelay;

    @Option(names = "--timeout", paramLabel = "SECONDS", converter = Values.Positive.class,
            description = "how long a store may be silent (default: 30)")
    private Integer timeout;

    @Option(names = "--concurrency", paramLabel = "N", converter = Values.NotNegative.class,
            description = "volumes stored at the same time, beside the one being made (default: 1)")
    private Integer concurrency;

    @Option(names = "--asynchronous-upload", description = "store one volume while the next is made; always so")
    private boolean asynchronous;

    @Option(names = "--swift-storage-policy", paramLabel = "POLICY", description = "of a container that has to be made")
    private String swiftPolicy;

    @Option(names = "--mp-segment-size", paramLabel = "MIB", converter = Values.Positive.class,
            description = "store larger objects in segments of that size (Swift; default: 5120)")
    private Integer segmentMebibytes;

    @Option(names = "--tempdir", paramLabel = "DIR", description = "for temporary files (default: $TMPDIR, else /tmp)")
    public String tempDir;

    /** The settings that were given, and no others, so that those of the configuration stay in force. */
    public Properties settings() {
        Properties settings = new Properties();
        put(settings, RunProperties.STORE_TRIES, tries);
        put(settings, RunProperties.STORE_RETRY_DELAY, retryDelay);
        put(settings, RunProperties.STORE_TIMEOUT, timeout);
        put(settings, RunProperties.VOLUMES_IN_FLIGHT, concurrency == null ? null : concurrency + 1);
        put(settings, RunProperties.SWIFT_STORAGE_POLICY, swiftPolicy);
        put(settings, RunProperties.SWIFT_SEGMENT_BYTES, segmentMebibytes == null ? null : segmentMebibytes * MIB);
        put(settings, RunProperties.TEMP_DIR, tempDir);
        return settings;
    }

    private static void put(Properties settings, String key, Object value) {
        if (value != null) {
            settings.setProperty(key, value.toString());
        }
    }
}
