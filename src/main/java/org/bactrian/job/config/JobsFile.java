package org.bactrian.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * A file of jobs as it was read, and all that is wrong with it.
 *
 * @param configuration null if there is a problem of the file itself, and not only of the machine
 * @param problems      in the order of the file
 */
public record JobsFile(Configuration configuration, List<Problem> problems) {
    /** What the program can say about a job beyond its form. */
    @FunctionalInterface
    public interface Check {
        /**
         * Looks at a job.
         *
         * @return what is wrong with it; each names a key of the job, or is about the job as a whole if the key is empty
         */
        List<Fault> faults(Job job);
    }

    /** Something wrong with a key of a job. */
    public record Fault(String key, String text) {
    }

    /**
     * Reads a file.
     *
     * @param file   of jobs
     * @param schema the JSON schema as shipped
     * @param secret finds references that lead nowhere
     * @param check  the program's own
     * @throws BactrianException USER_ERROR if one of the files cannot be read
     */
    public static JobsFile read(Path file, Path schema, Secret secret, Check check) {
        LocatedYaml yaml = LocatedYaml.of(file.toString(), text(file));
        List<Problem> problems = new ArrayList<>(yaml.problems());
        if (problems.isEmpty()) {
            problems.addAll(violations(yaml, text(schema)));
        }
        if (!problems.isEmpty()) {
            return new JobsFile(null, sorted(problems));
        }
        JobReader reader = new JobReader(yaml);
        Configuration read = reader.configuration();
        problems.addAll(reader.problems());
        if (problems.isEmpty()) {
            problems.addAll(new Consistency(yaml, secret, check).problems(read));
        }
        return new JobsFile(problems.stream().allMatch(Problem::ofMachine) ? read : null, sorted(problems));
    }

    /**
     * The configuration.
     *
     * @throws BactrianException USER_ERROR with the first problem of the file and how many more there are
     */
    public Configuration orFail() {
        if (configuration != null) {
            return configuration;
        }
        List<Problem> own = problems.stream().filter(problem -> !problem.ofMachine()).toList();
        int more = own.size() - 1;
        throw new BactrianException(ErrorKind.USER_ERROR, own.get(0) + (more == 0 ? "" : " (and " + more + " more)"),
                "Mend it; 'bactrian config validate' shows all that is wrong.");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The file " + file + " cannot be read",
                    "Name another with --jobs, or begin with the text of 'bactrian config example'.", e);
        }
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    private static List<Problem> violations(LocatedYaml yaml, String schemaText) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).locale(Locale.ENGLISH)
                .build();
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schemaText, config);
        Set<ValidationMessage> messages = schema.validate(yaml.root());
        // a choice of which no side fits says nothing that its sides do not
        boolean onlyChoices = messages.stream().allMatch(message -> message.getType().equals("oneOf"));
        List<Problem> problems = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (onlyChoices || !message.getType().equals("oneOf")) {
                problems.add(problem(yaml, message));
            }
        }
        return problems;
    }

    private static Problem problem(LocatedYaml yaml, ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        JsonNode schema = message.getSchemaNode();
        return switch (message.getType()) {
            case "additionalProperties" -> yaml.problem(pointer + "/" + message.getProperty(),
                    "there is no key '" + message.getProperty() + "' here");
            case "required" -> yaml.problem(pointer, "the key '" + message.getProperty() + "' is missing");
            case "pattern" -> yaml.problem(pointer, isSecret(schema)
                    ? name + " has to be a reference: env:NAME, file:/PATH or {{FUNCTION:…}}"
                    : name + " does not have the form " + schema.asText());
            default -> yaml.problem(pointer, (name + ": " + message.getError()).strip());
        };
    }

    private static boolean isSecret(JsonNode pattern) {
        return pattern.asText().startsWith("^(env:");
    }
}
