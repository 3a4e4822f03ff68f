package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the service are loaded by the service alone: what they need is not on the class path of other commands. */
class ServiceRoutesTest {
    private static List<String> loaded(Path routes, UnaryOperator<Runtime> prepared) {
        try (Runtime runtime = prepared.apply(new Runtime(routes, Path.of("config"), new Properties(), Map.of())).start()) {
            return runtime.context().getRoutes().stream().map(Route::getRouteId).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "ABSOLUTE"})
    void noOtherCommandLoadsThem(String folder) {
        Path routes = folder.equals("routes") ? Path.of(folder) : Path.of("routes").toAbsolutePath();
        assertThat(loaded(routes, runtime -> runtime)).contains("backup").doesNotContain("run", "notify");
        assertThat(loaded(routes, runtime -> runtime.onlyFor("backup", List.of("file")))).contains("backup").doesNotContain("run", "notify");
    }

    @Test
    void theServiceLoadsThem() {
        assertThat(loaded(Path.of("routes"), Runtime::forService)).contains("backup", "run", "notify");
    }
}
