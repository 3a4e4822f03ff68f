package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.spi.ThreadPoolProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings made by hand are those that Camel Main makes of the same file; what it alone knows is left to it. */
class PlainSettingsTest {
    private static final Path SHIPPED = Path.of("config", "application.properties");

    @TempDir
    private Path folder;

    @Test
    void theShippedFileHasTheSameEffectBothWays() throws Exception {
        Properties overrides = new Properties();
        overrides.setProperty(RunProperties.VOLUMES_IN_FLIGHT, "3");
        overrides.setProperty(RunProperties.VOLUMES_IN_FLIGHT_MAX, "4");
        overrides.setProperty(RunProperties.RETRIES, "7");
        CamelContext plain = new EarlyContext().await();
        PlainSettings.of(SHIPPED, overrides, Map.of()).orElseThrow().applyTo(plain);
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("file:" + SHIPPED.toAbsolutePath());
        main.setOverrideProperties(overrides);
        try {
            plain.start();
            main.start();
            assertThat(effects(plain)).isEqualTo(effects(main.getCamelContext())).contains("bactrian", 10L, 65536L, "7", 3, 4, 100);
            assertThat(plain.getStreamCachingStrategy().getSpoolDirectory().getParentFile())
                    .isEqualTo(main.getCamelContext().getStreamCachingStrategy().getSpoolDirectory().getParentFile());
        } finally {
            plain.stop();
            main.stop();
        }
    }

    private static List<Object> effects(CamelContext context) {
        StreamCachingStrategy streams = context.getStreamCachingStrategy();
        ThreadPoolProfile pool = context.getExecutorServiceManager().getThreadPoolProfile("volumes");
        return List.of(context.getName(), context.isStreamCaching(), streams.isSpoolEnabled(), streams.getSpoolThreshold(), streams.getBufferSize(),
                context.getShutdownStrategy().getTimeout(), context.getManagementStrategy().getManagementAgent() == null,
                context.getStartupSummaryLevel(), context.resolvePropertyPlaceholders("{{bactrian.retries}}"),
                context.resolvePropertyPlaceholders("{{camel.main.shutdownTimeout}}"), pool.getPoolSize(), pool.getMaxPoolSize(), pool.getMaxQueueSize());
    }

    @ParameterizedTest
    @CsvSource({"camel.main.jmxEnabled, true", "camel.main.streamCachingEnabled, false", "camel.main.shutdownTimeout, soon",
            "camel.main.shutdownTimeout, 12345678901", "camel.main.tracing, true", "camel.component.seda.queueSize, 5",
            "camel.threadpool.config[volumes].rejectedPolicy, Abort", "camel.threadpool.config[volumes].id, others", "camel.threadpool.poolSize, 5"})
    void anythingElseIsForCamelMain(String name, String value) throws IOException {
        Properties overrides = new Properties();
        overrides.setProperty(name, value);
        assertThat(PlainSettings.of(SHIPPED, overrides, Map.of())).isEmpty();
        Path file = Files.writeString(folder.resolve("application.properties"), Files.readString(SHIPPED) + "\n" + name + " = " + value + "\n");
        assertThat(PlainSettings.of(file, new Properties(), Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_MAIN_SHUTDOWN_TIMEOUT", "CAMEL_COMPONENT_SEDA_QUEUE_SIZE", "camel.main.name"})
    void soIsAVariable(String name) throws IOException {
        assertThat(PlainSettings.of(SHIPPED, new Properties(), Map.of(name, "5"))).isEmpty();
        assertThat(PlainSettings.of(SHIPPED, new Properties(), Map.of("HOME", "/", "BACTRIAN_RETRIES", "5"))).isNotEmpty();
    }

    @Test
    void anEditedRouteTakesEffectAndAnEditedSettingToo() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Path settings = config.resolve("application.properties");
        Files.copy(SHIPPED, settings);
        assertThat(said(routes, config, "one")).isEqualTo("one");
        assertThat(said(routes, config, "two")).isEqualTo("two");
        assertThat(said(routes, config, "{{my.word:none}} {{camel.main.shutdownTimeout}}")).isEqualTo("none 10");
        Files.writeString(settings, Files.readString(settings).replace("shutdownTimeout = 10", "shutdownTimeout = 11") + "\nmy.word = said\n");
        assertThat(said(routes, config, "{{my.word:none}} {{camel.main.shutdownTimeout}}")).isEqualTo("said 11");
        Files.writeString(settings, Files.readString(settings) + "\ncamel.main.logMask = true\n");
        assertThat(said(routes, config, "{{my.word:none}} by Main")).isEqualTo("said by Main");
    }

    private static String said(Path routes, Path config, String word) throws IOException {
        Files.writeString(routes.resolve("say.camel.yaml"), """
                - route:
                    from:
                      uri: direct:say
                      steps:
                        - setBody:
                            constant: "%s"
                """.formatted(word));
        try (Runtime runtime = new Runtime(routes, config, new Properties(), Map.of())) {
            return runtime.onlyFor("say", List.of()).with(new EarlyContext()).start().send("say", exchange -> { })
                    .getMessage().getBody(String.class);
        }
    }
}
