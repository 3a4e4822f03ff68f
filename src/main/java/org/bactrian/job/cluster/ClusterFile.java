package org.bactrian.job.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.config.Problem;
import org.bactrian.job.config.Secret;

/**
 * {@code cluster.properties} as it was read, and what is wrong with it.
 *
 * @param options  empty if there is no cluster, or a problem of the file itself
 * @param problems in the order of their lines
 */
public record ClusterFile(Optional<ClusterOptions> options, List<Problem> problems) {
    /** Its name in the folder of settings. */
    public static final String NAME = "cluster.properties";

    static final String URL = "bactrian.cluster.url";
    static final String USER = "bactrian.cluster.user";
    static final String PASSWORD = "bactrian.cluster.password";
    private static final String NODE = "bactrian.cluster.node";
    private static final String LABELS = "bactrian.cluster.labels";
    private static final String TOLERANCE = "bactrian.cluster.clock-tolerance";
    private static final Set<String> OWN = Set.of(URL, USER, PASSWORD, NODE, LABELS, TOLERANCE);
    private static final String QUARTZ = "org.quartz.";
    private static final String DEFAULT_TOLERANCE = "15";
    private static final Pattern KEY = Pattern.compile("\\s*([^#!=:\\s]+)\\s*[=:].*");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /**
     * Reads it.
     *
     * @param config folder of settings
     * @param host   name of this machine, unless the file says another
     * @param secret finds a reference that leads nowhere
     * @throws BactrianException USER_ERROR if it is there and cannot be read
     */
    public static ClusterFile read(Path config, String host, Secret secret) {
        Path file = config.resolve(NAME);
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return new ClusterFile(Optional.empty(), List.of());
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The file " + file + " cannot be read", "Check its permissions.", e);
        }
        Properties found = new Properties();
        try {
            found.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return new ClusterFile(Optional.empty(), List.of(new Problem(file.toString(), 1, "this is no file of properties: " + e.getMessage(), false)));
        }
        return found.getProperty(URL, "").isBlank() ? new ClusterFile(Optional.empty(), List.of()) : of(file, lines(text), found, host, secret);
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher key = KEY.matcher(line);
            if (key.matches()) {
                lines.put(key.group(1), number);
            }
        }
        return lines;
    }

    private static ClusterFile of(Path file, Map<String, Integer> lines, Properties found, String host, Secret secret) {
        Properties quartz = new Properties();
        found.stringPropertyNames().stream().filter(key -> key.startsWith(QUARTZ)).forEach(key -> quartz.setProperty(key, found.getProperty(key).strip()));
        List<String> labels = Arrays.stream(found.getProperty(LABELS, "").split(",")).map(String::strip).filter(label -> !label.isEmpty()).toList();
        String seconds = found.getProperty(TOLERANCE, DEFAULT_TOLERANCE).strip();
        boolean isNumber = seconds.matches("[1-9][0-9]{0,4}");
        ClusterOptions options = new ClusterOptions(file, lines, found.getProperty(URL).strip(), text(found, USER), text(found, PASSWORD),
                Optional.ofNullable(text(found, NODE)).orElse(host), labels, Duration.ofSeconds(isNumber ? Long.parseLong(seconds) : 1), quartz);
        List<Problem> problems = new ArrayList<>();
        if (!isNumber) {
            problems.add(options.problem(TOLERANCE, "'" + seconds + "' is no number of seconds"));
        }
        found.stringPropertyNames().stream().filter(key -> !OWN.contains(key) && !key.startsWith(QUARTZ)).sorted()
                .forEach(key -> problems.add(options.problem(key, "there is no key '" + key + "' here")));
        quartz.stringPropertyNames().stream().filter(QuartzSettings::isFixed).sorted()
                .forEach(key -> problems.add(options.problem(key, "'" + key + "' is set by the program")));
        address(options, problems);
        names(options, problems);
        problems.sort((one, other) -> Integer.compare(one.line(), other.line()));
        if (!problems.isEmpty()) {
            return new ClusterFile(Optional.empty(), problems);
        }
        Optional.ofNullable(options.password()).flatMap(secret::problem).map(said -> options.problem(PASSWORD, said))
                .ifPresent(said -> problems.add(new Problem(said.file(), said.line(), said.text(), true)));
        return new ClusterFile(Optional.of(options), problems);
    }

    private static String text(Properties found, String key) {
        String text = found.getProperty(key, "").strip();
        return text.isEmpty() ? null : text;
    }

    private static void address(ClusterOptions options, List<Problem> problems) {
        if (!options.url().matches("jdbc:postgresql:[^\\s]+")) {
            problems.add(options.problem(URL, "the address has to be one of PostgreSQL: jdbc:postgresql://HOST/DATABASE"));
        }
        if (options.url().matches("(?i).*[?&](password|sslpassword)=.*|.*//[^/?]*@.*")) {
            problems.add(options.problem(URL, "a password must not stand in the address; give " + PASSWORD));
        }
        if (options.password() != null && !Secret.isReference(options.password())) {
            problems.add(options.problem(PASSWORD, "the password has to be a reference: env:NAME, file:/PATH or {{FUNCTION:…}}"));
        }
    }

    private static void names(ClusterOptions options, List<Problem> problems) {
        if (!NAMES.matcher(options.node()).matches()) {
            problems.add(options.problem(NODE, "'" + options.node() + "' is no name for a node: letters, digits, dots and dashes"));
        }
        options.labels().stream().filter(label -> !NAMES.matcher(label).matches())
                .forEach(label -> problems.add(options.problem(LABELS, "'" + label + "' is no label: letters, digits, dots and dashes")));
    }

    /** What it says, empty if there is no cluster. @throws BactrianException USER_ERROR with the first problem of the file */
    public Optional<ClusterOptions> orFail() {
        problems.stream().filter(problem -> !problem.ofMachine()).findFirst().ifPresent(problem -> {
            throw new BactrianException(ErrorKind.USER_ERROR, problem.toString(), "Mend it; 'bactrian config validate' shows all that is wrong.");
        });
        return options;
    }
}
