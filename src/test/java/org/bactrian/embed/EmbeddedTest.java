package org.bactrian.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.route.RunProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of somebody else, Camel Main with all at its default: the jar on its class path is all that it adds. */
class EmbeddedTest {
    private static final String PASSPHRASE = "of two humps";

    @TempDir
    private Path temp;
    private Path source;
    private String target;
    private Main main;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        source = Files.createDirectories(temp.resolve("a source"));
        Files.writeString(source.resolve("file"), "first");
        target = "file://" + temp.resolve("store");
        main = new Main();
        Properties properties = new Properties();
        properties.setProperty("source", source.toString());
        properties.setProperty("target", target);
        properties.setProperty("passphrase", PASSPHRASE);
        main.setOverrideProperties(properties);
        main.bind(CommandHeaders.ENVIRONMENT, Map.of("HOME", temp.toString(), "XDG_CACHE_HOME", temp.resolve("cache").toString()));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nightly").to("kamelet:bactrian-backup-action?source=RAW({{source}})&target={{target}}&passphrase=RAW({{passphrase}})");
                from("direct:compare").to("kamelet:bactrian-verify-action?target={{target}}&folder=RAW({{source}})&passphrase=RAW({{passphrase}})&options=--compare-data");
                from("direct:back").to("kamelet:bactrian-restore-action?target={{target}}&folder=${header.folder}&passphrase=RAW({{passphrase}})");
            }
        });
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    @AfterEach
    void stop() {
        template.stop();
        main.stop();
    }

    private Exchange send(String route, Map<String, Object> headers, Map<String, Object> properties) {
        return template.request("direct:" + route, exchange -> {
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
            properties.forEach(exchange::setProperty);
        });
    }

    private static void requireSuccess(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void anExchangeWithHeadersIsACommand() throws IOException {
        Map<String, Object> secret = Map.of(CommandHeaders.PASSPHRASE, PASSPHRASE);
        Exchange full = send("backup", Map.of(CommandHeaders.SOURCE, source, CommandHeaders.TARGET, target), secret);
        requireSuccess(full);
        assertThat(full.getMessage().getHeaders()).doesNotContainKey(CommandHeaders.SOURCE);
        assertThat(full.getProperties()).doesNotContainKey(CommandHeaders.PASSPHRASE);
        assertThat(full.getMessage().getBody(String.class)).contains("NewFiles 2");
        Files.writeString(source.resolve("file"), "second, longer");
        requireSuccess(send("backup", Map.of(CommandHeaders.SOURCE, source, CommandHeaders.TARGET, target), secret));
        Path restored = temp.resolve("restored");
        requireSuccess(send("restore", Map.of(CommandHeaders.TARGET, target, CommandHeaders.FOLDER, restored), secret));
        assertThat(restored.resolve("file")).hasContent("second, longer");
        Exchange status = send("collection-status", Map.of(CommandHeaders.TARGET, target), secret);
        assertThat(status.getProperty(CommandHeaders.RESULT, String.class)).contains("Number of contained backup sets: 2");
    }

    @Test
    void theKameletsAreFound() throws IOException {
        requireSuccess(send("nightly", Map.of(), Map.of()));
        assertThat(temp.resolve("store")).isDirectoryContaining("glob:**.manifest.gpg");
        requireSuccess(send("compare", Map.of(), Map.of()));
        Files.writeString(source.resolve("file"), "other");
        Exchange compared = send("compare", Map.of(), Map.of());
        assertThat(compared.getProperty(RunProperties.DIFFERENCES)).isEqualTo(1);
        Path restored = temp.resolve("restored");
        requireSuccess(send("back", Map.of("folder", restored.toString()), Map.of()));
        assertThat(restored.resolve("file")).hasContent("first");
    }

    @Test
    void whatIsWrongIsAnExceptionWithAKind() {
        Exchange without = send("backup", Map.of(CommandHeaders.SOURCE, source), Map.of());
        assertThat(without.getException()).isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
                .hasMessageContaining(CommandHeaders.TARGET);
        Exchange unknown = send("backup", Map.of(CommandHeaders.SOURCE, source, CommandHeaders.TARGET, target, CommandHeaders.OPTIONS, "--compres"),
                Map.of());
        assertThat(unknown.getException()).isInstanceOf(BactrianException.class).hasMessageContaining("--compres");
        assertThat(temp.resolve("store")).doesNotExist();
    }

    @Test
    void theHostKeepsItsOwnContextUsable() {
        CamelContext context = main.getCamelContext();
        assertThat(context.getRoute("backup")).isNotNull();
        assertThat(context.getRoute("schedule")).isNull();
        assertThat(context.getExecutorServiceManager().getThreadPoolProfile("volumes").getPoolSize()).isEqualTo(6);
        assertThat(context.getStreamCachingStrategy().isSpoolEnabled()).isTrue();
    }
}
