package org.bactrian.swift.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.bactrian.swift.Cluster;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openstack4j.model.storage.object.SwiftContainer;
import org.openstack4j.model.storage.object.SwiftObject;

/** Every operation that camel-openstack documents, with its own headers and its own kind of URI, over our client. */
@NeedsPeer("openstack")
class OpenstackOperationsIT {
    private static final String C = "operations-it";
    private static DefaultCamelContext context;
    private static ProducerTemplate template;
    private static String base;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        String body = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"writer\",\"domain\":{\"name\":\"Default\"},"
                + "\"password\":\"writerpass\"}}},\"scope\":{\"project\":{\"name\":\"backup\",\"domain\":{\"name\":\"Default\"}}}}}";
        String keystone = Cluster.environment("v3").get("SWIFT_AUTHURL");
        HttpResponse<String> login = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(keystone + "/auth/tokens"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        String project = new ObjectMapper().readTree(login.body()).path("token").path("project").path("id").asText();
        context = new DefaultCamelContext();
        context.getRegistry().bind("openstack-swift", new CheckedSwiftComponent());
        context.start();
        template = context.createProducerTemplate();
        base = "openstack-swift:" + keystone + "?username=writer&password=RAW(writerpass)&domain=Default&project=" + project;
        Cluster.remove(Cluster.client("v3"), C);
    }

    @AfterAll
    static void stop() {
        if (context != null) {
            Cluster.remove(Cluster.client("v3"), C);
            context.stop();
        }
    }

    private static Object call(String subsystem, String operation, Object body, Map<String, Object> headers) {
        return template.requestBodyAndHeaders(base + "&subsystem=" + subsystem + "&operation=" + operation, body, headers);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> map(String subsystem, String operation, Object body, Map<String, Object> headers) {
        return (Map<String, String>) call(subsystem, operation, body, headers);
    }

    @Test
    void containers() {
        call("containers", "create", null, Map.of("containerName", C, "X-Container-Meta-", Map.of("Colour", "blue")));
        assertThat((List<?>) call("containers", "getAll", null, Map.of())).extracting(c -> ((SwiftContainer) c).getName()).contains(C);
        assertThat((List<?>) call("containers", "get", null, Map.of("limit", 1))).hasSize(1);
        assertThat((List<?>) call("containers", "get", null, Map.of("marker", C + "\0"))).noneMatch(c -> C.equals(((SwiftContainer) c).getName()));
        assertThat(map("containers", "getMetadata", null, Map.of("containerName", C))).containsEntry("Colour", "blue");
        call("containers", "createUpdateMetadata", Map.of("Shape", "round"), Map.of("containerName", C));
        assertThat(map("containers", "getMetadata", null, Map.of("name", C))).containsEntry("Shape", "round").containsEntry("Colour", "blue");
        call("containers", "deleteMetadata", Map.of("Colour", ""), Map.of("containerName", C));
        assertThat(map("containers", "getMetadata", null, Map.of("containerName", C))).doesNotContainKey("Colour");
        call("containers", "update", null, Map.of("containerName", C, "X-Container-Read", ".r:*"));
        assertThat(Cluster.client("v3").headContainer(C).orElseThrow()).containsEntry("X-Container-Read", ".r:*");
        call("containers", "delete", null, Map.of("containerName", C));
        assertThat(Cluster.client("v3").headContainer(C)).isEmpty();
        assertThatThrownBy(() -> call("containers", "delete", null, Map.of("containerName", C))).isInstanceOf(CamelExecutionException.class);
        assertThatThrownBy(() -> call("containers", "getMetadata", null, Map.of("containerName", C))).hasRootCauseMessage("There is no container " + C);
    }

    @Test
    void objects() throws Exception {
        call("containers", "create", null, Map.of("containerName", C + "2"));
        Map<String, Object> object = Map.of("containerName", C + "2", "objectName", "f/a b?#");
        File file = Files.writeString(folder.resolve("f"), "from a file").toFile();
        assertThat(call("objects", "create", file, object)).isEqualTo(md5("from a file"));
        SwiftObject got = (SwiftObject) call("objects", "get", null, object);
        assertThat(got.getName()).isEqualTo("f/a b?#");
        assertThat(got.getSizeInBytes()).isEqualTo(11);
        assertThat(got.getETag()).isEqualTo(md5("from a file"));
        assertThat(got.download().getInputStream().readAllBytes()).asString().isEqualTo("from a file");
        call("objects", "create", new ByteArrayInputStream("streamed".getBytes()), Map.of("containerName", C + "2", "objectName", "s"));
        call("objects", "create", file.toURI().toURL(), Map.of("containerName", C + "2", "objectName", "u"));
        call("objects", "create", org.openstack4j.model.common.Payloads.create(file), Map.of("containerName", C + "2", "objectName", "p"));
        assertThat((List<?>) call("objects", "getAll", null, Map.of("containerName", C + "2"))).extracting(o -> ((SwiftObject) o).getName())
                .containsExactly("f/a b?#", "p", "s", "u");
        assertThat((List<?>) call("objects", "getAll", null, Map.of("containerName", C + "2", "path", "f/"))).hasSize(1);
        call("objects", "createUpdateMetadata", Map.of("Kind", "x"), object);
        assertThat(map("objects", "getMetadata", null, object)).containsEntry("Kind", "x");
        try (InputStream in = (InputStream) call("objects", "download", null, object)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("from a file");
        }
        for (String name : List.of("f/a b?#", "p", "s", "u")) {
            call("objects", "delete", null, Map.of("containerName", C + "2", "objectName", name));
        }
        assertThat(call("objects", "get", null, object)).isNull();
        assertThatThrownBy(() -> call("objects", "getMetadata", null, object)).isInstanceOf(CamelExecutionException.class);
        assertThatThrownBy(() -> call("objects", "getAll", null, Map.of("containerName", C + "3"))).hasStackTraceContaining("HTTP 404");
        call("containers", "delete", null, Map.of("containerName", C + "2"));
    }

    private static String md5(String text) {
        return java.util.HexFormat.of().formatHex(org.bactrian.swift.http.Digests.md5().digest(text.getBytes()));
    }
}
