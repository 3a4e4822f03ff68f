package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.TargetOptions;
import org.bactrian.request.ValidateRequest;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route {@code validate-target} on the shipped routes: stores with and without checks of their own, sound and not. */
class ValidateRoutesTest {
    private static Program program;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        program = Program.start();
        program.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String operation : List.of("put", "get", "list", "stat")) {
                    from("direct:stale-" + operation).streamCache("false").errorHandler(noErrorHandler()).to("direct:file-" + operation);
                }
                from("direct:stale-delete").errorHandler(noErrorHandler()).log("forgotten");
            }
        });
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private Program.Result validate(String scheme, boolean json) {
        return program.send("validate-target", new ValidateRequest(TargetOptions.of(scheme + "://" + temp.resolve("store")), json), null);
    }

    @Test
    void aFolderThatHadToBeMadeIsProvenAndGoesAgain() {
        Program.Result result = validate("file", false).expectSuccess();
        assertThat(result.lines()).first().asString().startsWith("ok ").endsWith("made");
        assertThat(result.lines()).last().asString().matches("\\d\\d checks: \\d\\d ok, 4 missing, 0 wrong");
        assertThat(temp.resolve("store")).doesNotExist();
    }

    @Test
    void aFolderThatWasThereKeepsWhatIsInIt() throws IOException {
        Path kept = Files.writeString(Files.createDirectories(temp.resolve("store")).resolve("kept"), "x");
        validate("file", false).expectSuccess();
        assertThat(StoreFolder.names(temp.resolve("store"))).containsExactly("kept");
        assertThat(kept).hasContent("x");
    }

    @Test
    void withJsonEachLineIsAnObject() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line : validate("file", true).expectSuccess().lines()) {
            assertThat(json.readTree(line).fieldNames()).toIterable().contains("check", "outcome", "millis");
        }
    }

    @Test
    void aStoreWithoutChecksOfItsOwnIsTriedThroughItsRoutes() {
        Program.Result result = validate("stale", false);
        assertThat(result.exitCode()).isEqualTo(ErrorKind.GENERAL.exitCode());
        assertThat(result.lines()).anyMatch(line -> line.startsWith("wrong   a removed object is gone"));
        assertThat(result.failure()).hasMessageContaining("checks of stale://");
    }

    /** The command line loads only what the routes say that a command comes to. */
    @Test
    void theRoutesNameWhatTheChecksCall() throws IOException {
        StringBuilder loaded = new StringBuilder();
        for (Resource resource : new NeededRoutes(Path.of("routes"), List.of(), "validate-target", List.of("file")).resources()) {
            loaded.append(new String(resource.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(loaded.toString()).contains("uri: direct:store-operation", "uri: direct:file-validate", "uri: direct:file-put", "uri: direct:file-get",
                "uri: direct:file-list", "uri: direct:file-stat", "uri: direct:file-delete");
    }

    @Test
    void anUnknownStoreIsSaid() {
        assertThat(validate("nowhere", false).exitCode()).isEqualTo(ErrorKind.USER_ERROR.exitCode());
    }
}
