package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.testkit.NeedsPeer;

/** The real Swift and Keystone that {@code src/test/openstack/up} started, as the tests see them. */
public final class Cluster {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\b((?:SWIFT|OS|ST)_[A-Z_]+)=(\\S+)");

    private Cluster() {
    }

    /** The folder with the cluster's settings and logs. */
    public static Path state() {
        String property = System.getProperty(NeedsPeer.OPENSTACK_STATE);
        return Path.of(property != null ? property : System.getenv().getOrDefault(NeedsPeer.OPENSTACK_STATE, "/tmp/openstack"));
    }

    /** The SWIFT_* variables of an env file: v1, v3, v3-vault. */
    public static Map<String, String> environment(String name) {
        return variables(name, "SWIFT_");
    }

    /** The variables of an env file that begin with a prefix. */
    public static Map<String, String> variables(String name, String prefix) {
        try {
            Map<String, String> found = new HashMap<>();
            Matcher m = ASSIGNMENT.matcher(Files.readString(state().resolve("env." + name)));
            while (m.find()) {
                if (m.group(1).startsWith(prefix)) {
                    found.put(m.group(1), m.group(2));
                }
            }
            return found;
        } catch (IOException e) {
            throw new AssertionError("the cluster's settings cannot be read", e);
        }
    }

    /** The credentials of an env file. */
    public static Credentials credentials(String name) {
        return new CredentialSource(environment(name), null).load();
    }

    /** A new client, with a session of its own, of an env file's account. */
    public static SwiftClient client(String name) {
        return new SwiftClient(SwiftAccount.of(credentials(name)));
    }

    /** Removes a container and all that is in it. */
    public static void remove(SwiftClient client, String container) {
        if (client.headContainer(container).isPresent()) {
            List<String> names = client.list(container, Map.of()).stream().map(ObjectInfo::name).toList();
            client.deleteAll(container, names);
            client.deleteContainer(container);
        }
    }

    /** Rules for the proxy's fault filter (src/test/openstack/lib/faultgate.py); to be closed when they shall end. */
    public static AutoCloseable faults(String rules) throws IOException {
        Path file = state().resolve("faults.json");
        Path fresh = state().resolve("faults.json.new");
        Files.writeString(fresh, rules);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return () -> Files.deleteIfExists(file);
    }

    /** Starts what is missing; settings as the script's README names them, for this run only. */
    public static void up(Map<String, String> settings) throws Exception {
        script("up", settings);
    }

    /** Runs one of the scripts of {@code src/test/openstack} for this cluster, or for the one the settings describe. */
    static void script(String name, Map<String, String> settings, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("openstack.scripts", "src/test/openstack") + "/" + name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(NeedsPeer.OPENSTACK_STATE, state().toString());
        builder.environment().putAll(settings);
        Path log = state().resolve("log").resolve("scripts-of-tests.log");
        Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(name + " ends").isTrue();
        assertThat(process.exitValue()).as(name + ", see " + log).isZero();
    }

    /** Sends a signal to one of the cluster's servers: object, container, proxy, keystone … */
    public static void signal(String server, String signal) throws Exception {
        String pid = Files.readString(state().resolve("run").resolve(server + ".pid")).strip();
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor()).isZero();
    }

    /** How many lines of a server's log contain a text. */
    public static long logged(String server, String text) throws IOException {
        try (Stream<String> lines = Files.lines(state().resolve("log").resolve(server + ".log"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    /** Runs a program with the variables of an env file. @return what it printed */
    public static String run(String env, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(SWIFT|OS|ST)_.*"));
        for (String prefix : new String[] {"SWIFT_", "OS_", "ST_"}) {
            builder.environment().putAll(variables(env, prefix));
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
        return output;
    }
}
