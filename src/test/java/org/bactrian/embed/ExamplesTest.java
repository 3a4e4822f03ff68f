package org.bactrian.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projects of {@code src/examples}. Those on Spring Boot and Quarkus are not built here: they would fetch half a framework. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/examples");

    @TempDir
    private Path temp;
    private final Map<String, String> before = new TreeMap<>();

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void reset() {
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void theOneOnCamelMainBacksUp() throws Exception {
        Path source = Files.createDirectories(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        set("source", source.toString());
        set("target", "file://" + temp.resolve("store"));
        set("backup.passphrase", "of two humps");
        set("backup.options", "--archive-dir " + temp.resolve("archive"));
        Path example = EXAMPLES.resolve("camel-main/src/main");
        Path classes = Files.createDirectories(temp.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"), example.resolve("java/example/NightlyBackup.java").toString())).isZero();
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL(), example.resolve("resources/").toUri().toURL()}, own)) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("example.NightlyBackup").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
        assertThat(temp.resolve("store")).isDirectoryContaining("glob:**duplicity-full.*.manifest.gpg");
    }

    @Test
    void theOneOfKameletsIsRead() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext(); YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader()) {
            loader.setCamelContext(context);
            loader.start();
            context.addRoutes(loader.loadRoutesBuilder(
                    ResourceHelper.resolveMandatoryResource(context, "file:" + EXAMPLES.resolve("kamelets/arrivals.camel.yaml"))));
            assertThat(PluginHelper.getRoutesLoader(context)).isNotNull();
            assertThat(context.getRouteDefinition("arrivals").getOutputs()).hasSize(3);
        }
    }

    @Test
    void theirRouteIsTheSame() throws IOException {
        String route = "src/main/resources/camel/nightly.camel.yaml";
        Map<String, String> routes = new TreeMap<>();
        for (String example : new String[] {"camel-main", "quarkus", "spring-boot"}) {
            routes.put(example, Files.readString(EXAMPLES.resolve(example).resolve(route)));
        }
        assertThat(routes).contains(entry("quarkus", routes.get("camel-main")), entry("spring-boot", routes.get("camel-main")));
    }
}
