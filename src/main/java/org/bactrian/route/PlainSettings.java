package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * The settings of a context as they are shipped, with other values perhaps: these are set here by hand, which takes a tenth of the time
 * that Camel Main takes to find out by reflection what it can set. Any other setting, wherever it comes from, needs Camel Main.
 */
final class PlainSettings {
    private static final String MAIN = "camel.main.";
    private static final String POOL = "camel.threadpool.config[";
    private static final String PLACEHOLDER = "{{";

    private final Properties file;
    private final Properties overrides;
    private final Map<String, ThreadPoolProfile> pools = new HashMap<>();

    private PlainSettings(Properties file, Properties overrides) {
        this.file = file;
        this.overrides = overrides;
    }

    /**
     * Reads the settings of a file.
     *
     * @param file        {@code application.properties}
     * @param overrides   settings that count more than the file's
     * @param environment variables, by which Camel Main can be told settings as well
     * @return empty if there is one that only Camel Main knows
     * @throws IOException if the file cannot be read
     */
    static Optional<PlainSettings> of(Path file, Properties overrides, Map<String, String> environment) throws IOException {
        Properties said = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            said.load(in);
        }
        for (String variable : environment.keySet()) {
            if (variable.regionMatches(true, 0, "camel", 0, "camel".length())) {
                return Optional.empty();
            }
        }
        for (Object property : System.getProperties().keySet()) {
            if (property instanceof String name && name.startsWith("camel.")) {
                return Optional.empty();
            }
        }
        PlainSettings settings = new PlainSettings(said, overrides);
        return settings.areKnown(said) && settings.areKnown(overrides) ? Optional.of(settings) : Optional.empty();
    }

    private boolean areKnown(Properties settings) {
        for (Map.Entry<Object, Object> setting : settings.entrySet()) {
            String name = (String) setting.getKey();
            if (name.startsWith("camel.") && !isKnown(name, ((String) setting.getValue()).strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(String name, String value) {
        return switch (name) {
            case MAIN + "jmxEnabled", MAIN + "basePackageScanEnabled", MAIN + "autoConfigurationLogSummary" -> value.equals("false");
            case MAIN + "startupSummaryLevel" -> value.equals("Off");
            case MAIN + "streamCachingEnabled", MAIN + "streamCachingSpoolEnabled" -> value.equals("true");
            case MAIN + "name", MAIN + "streamCachingSpoolDirectory" -> true;
            case MAIN + "shutdownTimeout", MAIN + "streamCachingSpoolThreshold", MAIN + "streamCachingBufferSize" -> isNumber(value);
            default -> isKnownPool(name, value);
        };
    }

    private static boolean isKnownPool(String name, String value) {
        if (!name.startsWith(POOL) || !name.contains("].")) {
            return false;
        }
        return switch (name.substring(name.indexOf("].") + 2)) {
            case "id" -> value.equals(pool(name));
            case "poolSize", "maxPoolSize", "maxQueueSize" -> isNumber(value);
            default -> false;
        };
    }

    private static String pool(String name) {
        return name.substring(POOL.length(), name.indexOf(']'));
    }

    /** As many digits as always fit. */
    private static boolean isNumber(String value) {
        if (value.isEmpty() || value.length() > 9) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Gives a context that is not started yet these settings; its routes may use all of them as placeholders. */
    void applyTo(CamelContext context) {
        context.disableJMX();
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        PropertiesComponent properties = context.getPropertiesComponent();
        properties.setInitialProperties(file);
        properties.setOverrideProperties(overrides);
        Properties all = new Properties();
        all.putAll(file);
        all.putAll(overrides);
        for (Map.Entry<Object, Object> setting : all.entrySet()) {
            String name = (String) setting.getKey();
            if (name.startsWith(MAIN)) {
                apply(context, name.substring(MAIN.length()), resolved(context, ((String) setting.getValue()).strip()));
            } else if (name.startsWith(POOL)) {
                apply(pools.computeIfAbsent(pool(name), ThreadPoolProfile::new), name.substring(name.indexOf("].") + 2),
                        ((String) setting.getValue()).strip());
            }
        }
        for (ThreadPoolProfile pool : pools.values()) {
            context.getExecutorServiceManager().registerThreadPoolProfile(pool);
        }
    }

    private static String resolved(CamelContext context, String value) {
        return value.contains(PLACEHOLDER) ? context.resolvePropertyPlaceholders(value) : value;
    }

    private static void apply(CamelContext context, String setting, String value) {
        StreamCachingStrategy streams = context.getStreamCachingStrategy();
        switch (setting) {
            case "name" -> context.getCamelContextExtension().setName(value);
            case "shutdownTimeout" -> context.getShutdownStrategy().setTimeout(Integer.parseInt(value));
            case "streamCachingEnabled" -> context.setStreamCaching(true);
            case "streamCachingSpoolEnabled" -> streams.setSpoolEnabled(true);
            case "streamCachingSpoolDirectory" -> streams.setSpoolDirectory(value);
            case "streamCachingSpoolThreshold" -> streams.setSpoolThreshold(Integer.parseInt(value));
            case "streamCachingBufferSize" -> streams.setBufferSize(Integer.parseInt(value));
            default -> { } // a value that asks for what is so without Camel Main
        }
    }

    private static void apply(ThreadPoolProfile pool, String setting, String value) {
        switch (setting) {
            case "poolSize" -> pool.setPoolSize(Integer.valueOf(value));
            case "maxPoolSize" -> pool.setMaxPoolSize(Integer.valueOf(value));
            case "maxQueueSize" -> pool.setMaxQueueSize(Integer.valueOf(value));
            default -> { } // its id
        }
    }
}
