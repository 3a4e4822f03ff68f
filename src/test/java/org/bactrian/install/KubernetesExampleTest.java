package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bactrian.job.config.JobsFile;
import org.bactrian.job.config.Problem;
import org.bactrian.job.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests of {@code src/examples/kubernetes}: what they name is there, and nothing may do more than it must. */
class KubernetesExampleTest {
    private static final Path FOLDER = Path.of("src/examples/kubernetes");

    @TempDir
    private Path temp;

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String file) throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(FOLDER.resolve(file)))
                .forEach(document -> documents.add((Map<String, Object>) document));
        return documents;
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Object value, Object... path) {
        Object found = value;
        for (Object step : path) {
            found = found instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) found).get(step);
            assertThat(found).as(String.valueOf(step)).isNotNull();
        }
        return (T) found;
    }

    private static void assertSafe(Object pod) throws IOException {
        Map<String, Object> container = at(pod, "containers", 0);
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + at(container, "image").toString().replace("bactrian:", "") + "</version>");
        assertThat((Object) at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat((Object) at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat((Object) at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat((List<?>) at(container, "securityContext", "capabilities", "drop")).hasToString("[ALL]");
        List<Map<String, Object>> mounts = at(container, "volumeMounts");
        List<Map<String, Object>> volumes = at(pod, "volumes");
        assertThat(mounts.stream().map(mount -> mount.get("name"))).containsExactlyInAnyOrderElementsOf(
                volumes.stream().map(volume -> volume.get("name")).toList());
        assertThat((Object) at(container, "envFrom", 0, "secretRef", "name")).isEqualTo("bactrian");
    }

    @Test
    void podsMayOnlyRead() throws IOException {
        assertSafe(at(documents("cronjob.yaml").get(0), "spec", "jobTemplate", "spec", "template", "spec"));
        assertSafe(at(documents("deployment.yaml").get(2), "spec", "template", "spec"));
        assertThat((Object) at(documents("secret.yaml").get(0), "metadata", "name")).isEqualTo("bactrian");
    }

    @Test
    void theJobsAreInOrder() throws IOException {
        Path jobs = temp.resolve("jobs.yaml");
        Files.writeString(jobs, at(documents("deployment.yaml").get(0), "data", "jobs.yaml"));
        JobsFile file = JobsFile.read(jobs, Path.of("config/jobs.schema.json"), new Secret(Map.of("PASSPHRASE", "x"), reference -> reference), job -> List.of());
        assertThat(file.problems().stream().filter(problem -> !problem.ofMachine()).map(Problem::toString)).isEmpty();
        assertThat(file.configuration().jobs()).singleElement().satisfies(job -> assertThat(job.source()).isEqualTo("/data"));
    }
}
