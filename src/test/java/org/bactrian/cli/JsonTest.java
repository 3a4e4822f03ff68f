package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bactrian.cli.option.Group;
import org.bactrian.job.FileHistory;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;
import org.bactrian.log.NameText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JSON of every command, from the command line to the store and back, is as {@code src/docs/json.md} says. */
class JsonTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("(\\[?)`(\\w+)`");
    private static final byte[] ODD = {'o', (byte) 0xff};

    @TempDir
    Path folder;
    private String source;
    private String store;
    private String page;
    private int exit;
    private String err;

    @BeforeEach
    void backups() throws IOException {
        page = Files.readString(Path.of("src/docs/json.md"));
        source = Files.createDirectories(folder.resolve("src")).toString();
        store = "file://" + folder.resolve("store");
        Files.writeString(folder.resolve("src/file"), "text");
        Files.writeString(folder.resolve("jobs.yaml"), """
                service: {state: %s}
                jobs: [{name: home, source: %s, target: '%s'}]
                """.formatted(folder.resolve("state"), source, store));
        new FileHistory(folder.resolve("state")).add(new RunRecord("home", Task.BACKUP, Order.Cause.SCHEDULE, 1, 2, RunRecord.Outcome.SUCCESS, 0, "",
                List.of(new RunRecord.TargetRecord(store, "", 0, 0, new RunRecord.Figures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))), "node", 1.0));
    }

    /** One after the other, each on what those before have left: first those that write, then those that read, then those that remove. */
    @Test
    void everyCommandPrintsWhatIsDocumented() throws IOException {
        for (Command command : Command.values()) {
            if (command == Command.SERVE || command == Command.BENCHMARK) {
                continue; // does not end; has a test of its own, for it takes its time
            }
            List<JsonNode> objects = run(words(command, store));
            assertThat(objects).as(command.word()).isNotEmpty();
            objects.forEach(this::isDocumented);
            JsonNode summary = objects.get(objects.size() - 1);
            assertThat(summary.get("type").asText()).isEqualTo("summary");
            assertThat(summary.get("command").asText()).isEqualTo(command.word());
            assertThat(summary.get("exit").asInt()).as(command.word() + ": " + objects).isEqualTo(exit).isZero();
            assertThat(objects.stream().filter(object -> object.get("type").asText().equals("summary"))).hasSize(1);
            assertThat(undocumented(objects)).as(command.word()).isEmpty();
        }
    }

    @Test
    void valuesHaveTheDocumentedFieldsAndNamesAreKept() throws IOException {
        Path odd = Path.of(source, "odd");
        new ProcessBuilder("sh", "-c", "echo x > \"$(printf '%s/o\\377' \"$0\")\"", source).start().onExit().join();
        Files.createSymbolicLink(odd, Path.of("file"));
        List<JsonNode> values = values("full", source, store);
        assertThat(values).singleElement().satisfies(value -> assertThat(value.get("SourceFiles").asInt()).isEqualTo(4));
        values.addAll(values("collection-status", store));
        List<JsonNode> listed = values("list-current-files", store);
        assertThat(listed.stream().map(entry -> NameText.bytes(entry.get("path").asText()))).anySatisfy(name -> assertThat(name).isEqualTo(ODD));
        new ProcessBuilder("sh", "-c", "echo longer > \"$(printf '%s/o\\377' \"$0\")\"", source).start().onExit().join();
        List<JsonNode> differences = values("verify", "--compare-data", store, source);
        assertThat(exit).isEqualTo(1);
        assertThat(NameText.bytes(differences.get(0).get("path").asText())).isEqualTo(ODD);
        values.addAll(listed);
        values.addAll(differences);
        assertThat(undocumented(values)).isEmpty();
    }

    /** The fields of objects that the manual does not know. */
    private Set<String> undocumented(List<JsonNode> objects) {
        Set<String> documented = new HashSet<>(Pattern.compile("`(\\w+)`").matcher(page).results()
                .map(match -> match.group(1)).toList());
        TreeSet<String> missing = new TreeSet<>();
        objects.stream().filter(object -> object.findValue("backup_meta") == null).forEach(object -> undocumented(object, documented, missing));
        return missing;
    }

    private static void undocumented(JsonNode node, Set<String> documented, Set<String> missing) {
        node.fields().forEachRemaining(field -> {
            if (!documented.contains(field.getKey())) {
                missing.add(field.getKey());
            }
            undocumented(field.getValue(), documented, missing);
        });
        if (node.isArray()) {
            node.forEach(element -> undocumented(element, documented, missing));
        }
    }

    @Test
    void errorsAreDocumentedToo() throws IOException {
        endsWithAnError("", "nonsense");
        endsWithAnError("", "--nosuch");
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandFailsInObjectsOnly(Command command) throws IOException {
        Files.writeString(folder.resolve("jobs.yaml"), "jobs: none\n");
        endsWithAnError("", Session.with(words(command, store), "--nosuch"));
        if (command != Command.BENCHMARK) { // which measures this machine before it looks at the store
            String[] once = {"--num-retries", "1"};
            endsWithAnError(command.word(), Session.with(once, words(command, "file://" + source + "/file/below")));
        }
    }

    private void endsWithAnError(String command, String... words) throws IOException {
        List<JsonNode> objects = run(words);
        objects.forEach(this::isDocumented);
        assertThat(objects.stream().map(object -> object.get("type").asText())).endsWith("error", "summary");
        objects.subList(objects.size() - 2, objects.size()).forEach(last -> assertThat(last.get("exit").asInt()).isEqualTo(exit).isPositive());
        assertThat(objects.get(objects.size() - 1).get("command").asText()).isEqualTo(command);
        assertThat(err).isEmpty();
    }

    private void isDocumented(JsonNode object) {
        String type = object.get("type").asText();
        MatchResult row = ROW.matcher(page).results().filter(match -> match.group(1).equals(type)).findFirst()
                .orElseThrow(() -> new AssertionError("undocumented type " + type));
        Set<String> fields = new TreeSet<>();
        object.fieldNames().forEachRemaining(fields::add);
        fields.remove("type");
        FIELD.matcher(row.group(2)).results().forEach(field -> {
            boolean there = fields.remove(field.group(2));
            assertThat(there || !field.group(1).isEmpty()).as("%s lacks %s", object, field.group(2)).isTrue();
        });
        assertThat(fields).as("undocumented fields of %s", object).isEmpty();
    }

    private List<JsonNode> values(String... words) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode object : run(words)) {
            if (object.has("value")) {
                values.add(object.get("value"));
            }
        }
        return values;
    }

    private String[] words(Command command, String store) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.word()));
        words.addAll(switch (command.shape()) {
            case OPTIONAL_URL -> List.of(store);
            case TOPIC -> List.of("validate");
            case NOTHING, ANY_JOB -> List.of();
            case SOURCE_URL -> List.of(source, store);
            case URL_FOLDER -> List.of(store, command == Command.RESTORE ? folder.resolve("out").toString() : source);
            case URL -> command.groups().contains(Group.KEEP) ? List.of("--keep-last", "1", store) : List.of(store);
            case SET_URL -> List.of(lastFull(store), store);
            case TIME_URL -> List.of("1Y", store);
            case COUNT_URL -> List.of("1", store);
            case URL_URL -> List.of(store, "file://" + folder.resolve("second"));
        });
        return words.toArray(String[]::new);
    }

    private String lastFull(String store) throws IOException {
        List<JsonNode> status = values("collection-status", store);
        return status.isEmpty() ? "now" : status.get(0).get("last_full").asText();
    }

    private List<JsonNode> run(String... words) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("HOME", folder.toString(), "PASSPHRASE", "x",
                "BACTRIAN_JOBS", folder.resolve("jobs.yaml").toString());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(environment, new Session.FakeTerminal(), false, out, errors,
                Clock.systemUTC(), ZoneOffset.UTC, Path.of(""));
        List<String> all = new ArrayList<>(List.of("--json", "--archive-dir", folder.resolve("archive").toString()));
        all.addAll(List.of(words));
        exit = new CommandLineMain(surroundings, new CamelEngine(environment), new Interrupts(code -> { }, 10)).run(all.toArray(String[]::new));
        err = errors.toString(StandardCharsets.UTF_8);
        List<JsonNode> objects = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.US_ASCII).lines().toList()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }
}
