package org.bactrian.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a folder of {@code *.camel.yaml} files without starting Camel and says what is wrong with them: by Camel's own
 * schema, and by our rules: a route has an id and a description, ids are unique, and every {@code direct:} that is called
 * is the start of a route. A called name may hold {@code ${…}} or {@code {{…}}}; then some route must fit it.
 */
final class RouteFolder {
    private static final JsonSchema SCHEMA = schema();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> NAMED = Set.of("route", "routeConfiguration", "routeTemplate");
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}|\\{\\{[^}]*}}");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> starts = new HashSet<>();
    private final Set<String> calls = new TreeSet<>();

    private RouteFolder() {
    }

    /** The files of a folder, sorted. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }

    /**
     * What is wrong, one line each; empty if nothing is.
     *
     * @param folder where the files are
     * @param called names of {@code direct:} endpoints that are called from elsewhere
     */
    static List<String> problems(Path folder, Set<String> called) throws IOException {
        RouteFolder checked = new RouteFolder();
        checked.calls.addAll(called);
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            checked.problems.add(folder + ": no *.camel.yaml file");
        }
        for (Path file : files) {
            checked.read(file.getFileName().toString(), Files.readString(file));
        }
        checked.calls.stream().filter(call -> !checked.exists(call))
                .forEach(call -> checked.problems.add("direct:" + call + " is called, but no route starts there"));
        return checked.problems;
    }

    private void read(String file, String text) {
        JsonNode root;
        try {
            root = MAPPER.valueToTree(new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text));
        } catch (YamlEngineException e) {
            problems.add(file + ": " + e.getMessage());
            return;
        }
        SCHEMA.validate(root).stream().filter(message -> !isPlaceholder(message.getInstanceNode()))
                .forEach(message -> problems.add(file + ": " + message.getMessage()));
        for (JsonNode element : root) {
            element.properties().forEach(property -> element(file, property.getKey(), property.getValue()));
        }
    }

    /** The schema wants numbers and booleans where Camel takes a property placeholder as well. */
    private static boolean isPlaceholder(JsonNode value) {
        return value != null && value.isTextual() && value.asText().startsWith("{{");
    }

    private void element(String file, String kind, JsonNode body) {
        if (kind.equals("from")) {
            problems.add(file + ": a bare 'from' has no id; write it as a 'route'");
        }
        if (NAMED.contains(kind)) {
            String id = body.path("id").asText();
            if (kind.equals("routeConfiguration") && !body.has("id")) {
                id = "for all routes"; // that is what Camel takes one without an id for
            } else if (!KEBAB.matcher(id).matches()) {
                problems.add(file + ": a " + kind + " has the id '" + id + "'; it needs one in lower-case-with-dashes");
            } else if (!ids.add(id)) {
                problems.add(file + ": the id '" + id + "' is there twice");
            }
            if (body.path("description").asText().isBlank()) {
                problems.add(file + ": " + kind + " '" + id + "' has no description");
            }
        }
        follow(body);
    }

    /** Collects what routes start with and what is called, at any depth. */
    private void follow(JsonNode node) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (property.getKey().equals("from")) {
                direct(value).ifPresent(starts::add);
                follow(value.path("steps"));
            } else {
                direct(value).ifPresent(calls::add);
                follow(value);
            }
        });
        if (node.isArray()) {
            node.forEach(this::follow);
        }
    }

    /** The name of a {@code direct:} endpoint in one of the three ways to write it. */
    private static Optional<String> direct(JsonNode value) {
        String uri = value.isObject() ? value.path("uri").asText() : value.asText();
        if (value.isObject() && uri.equals("direct")) {
            return Optional.of(value.path("parameters").path("name").asText());
        }
        return uri.startsWith("direct:") ? Optional.of(uri.substring(7).split("\\?")[0]) : Optional.empty();
    }

    private boolean exists(String call) {
        StringBuilder pattern = new StringBuilder();
        int[] last = {0};
        VARIABLE.matcher(call).results().forEach(variable -> {
            pattern.append(Pattern.quote(call.substring(last[0], variable.start()))).append(".+");
            last[0] = variable.end();
        });
        pattern.append(Pattern.quote(call.substring(last[0])));
        return starts.stream().anyMatch(start -> start.matches(pattern.toString()));
    }

    private static JsonSchema schema() {
        try (InputStream in = RouteFolder.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
