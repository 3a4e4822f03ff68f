package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** The settings as shipped: Camel knows every one of them, and they do what their comments say. */
class ConfigurationTest {
    @Test
    void camelStartsLeanWithTheShippedSettings() {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("file:" + Path.of("config/application.properties").toAbsolutePath());
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            assertThat(context.getName()).isEqualTo("bactrian");
            assertThat(context.getManagementStrategy().getManagementAgent()).as("JMX").isNull();
            assertThat(context.getShutdownStrategy().getTimeout()).isEqualTo(10);
            assertThat(context.getStreamCachingStrategy().isSpoolEnabled()).isTrue();
            assertThat(context.getStreamCachingStrategy().getSpoolThreshold()).isEqualTo(65536);
            Path spool = context.getStreamCachingStrategy().getSpoolDirectory().toPath();
            assertThat(spool.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
            assertThat(spool.getFileName().toString()).matches("bactrian-[0-9A-F-]+");
            ThreadPoolExecutor volumes = (ThreadPoolExecutor) context.getExecutorServiceManager()
                    .newThreadPool(this, "volumes", "volumes");
            assertThat(volumes.getMaximumPoolSize()).isEqualTo(volumes.getCorePoolSize()).isEqualTo(6);
            assertThat(volumes.getQueue().remainingCapacity()).isGreaterThanOrEqualTo(100);
        } finally {
            main.stop();
        }
    }
}
