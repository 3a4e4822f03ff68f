package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.bactrian.cli.option.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the program, those too that are yet to come, in a process of its own, at the highest verbosity, with secrets that
 * are easy to find, on a folder and on a Swift whose login answers with all it was sent. While they run, the command lines of them and
 * what they start are looked at; afterwards everything they left is searched: output, machine log, store, archive directory, temporary
 * files, history of the service. {@code SecretsInJmxTest} looks at what management shows, {@code SecretsNowhereIT} at gpg.
 */
@Timeout(600)
class SecretsEverywhereTest {
    private static final String CANARY = "canary-6f1d";
    private static final Map<String, String> SECRETS = Map.of("PASSPHRASE", CANARY + "-pass", "SIGN_PASSPHRASE", CANARY + "-sign",
            "SWIFT_PASSWORD", CANARY + "-swift", "OS_PASSWORD", CANARY + "-os", "OS_APPLICATION_CREDENTIAL_SECRET", CANARY + "-app",
            "FTP_PASSWORD", CANARY + "-ftp");
    private static final int LONGEST_SECONDS = 100;
    private static final int LOOK_MILLIS = 20;
    private static final Path KEYS = Path.of("src/test/resources/goldens/pubkey");

    @TempDir
    Path folder;
    private Path output;
    private HttpServer echo;
    private int logins;
    private int looks;
    private final Map<String, Integer> exits = new TreeMap<>();
    private final List<String> jvm = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        output = Files.createDirectory(folder.resolve("output"));
        Files.createDirectory(output.resolve("tmp"));
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        Files.writeString(folder.resolve("jobs.yaml"), """
                service: {state: %s, management: {port: 0}}
                jobs:
                  - name: home
                    source: %s
                    target: file://%s
                """.formatted(output.resolve("state"), source, output.resolve("job-store")));
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        echo.createContext("/", exchange -> {
            StringBuilder all = new StringBuilder(exchange.getRequestHeaders().entrySet().toString());
            all.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            logins += all.indexOf(CANARY + "-swift") >= 0 ? 1 : 0;
            byte[] answer = ("refused: " + all).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        echo.start();
    }

    @AfterEach
    void stop() {
        echo.stop(0);
    }

    @Test
    void noCommandLeavesOne() throws Exception {
        String store = "file://" + output.resolve("store");
        for (Command command : Command.values()) {
            run(command.word(), line(command, store, "" + command.ordinal()));
        }
        for (Command command : List.of(Command.FULL, Command.COLLECTION_STATUS, Command.VALIDATE_TARGET)) {
            run(command.word() + " swift", line(command, "swift://container", "swift"));
        }
        signed();
        // what went well did its work; of the others the reason is that the world is not as they want it
        assertThat(exits).containsEntry("full", 0).containsEntry("restore", 0).containsEntry("verify", 0).containsEntry("repair", 0)
                .containsEntry("replicate", 0).containsEntry("signed full", 0).containsEntry("remove", 0).hasEntrySatisfying("serve", exit -> assertThat(exit).isIn(0, 143));
        assertThat(exits.get("full swift")).isNotZero();
        assertThat(logins).as("the password went to the server that repeats it").isPositive();
        assertThat(looks).isGreaterThan(Command.values().length);
        assertNoSecret();
    }

    /** What is started inherits the environment, so a backup starts nothing; the JVM itself notes what it starts. */
    @Test
    void aBackupStartsNoOtherProgram() throws Exception {
        Path recording = folder.resolve("recording.jfr");
        jvm.add("-XX:StartFlightRecording:filename=" + recording);
        run("full", line(Command.FULL, "file://" + output.resolve("store"), ""));
        assertThat(exits).containsEntry("full", 0);
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events).extracting(event -> event.getEventType().getName()).contains("jdk.ThreadStart").doesNotContain("jdk.ProcessStart");
    }

    /** Signed by a key whose file and whose passphrase are secrets; with the wrong one it fails. */
    private void signed() throws Exception {
        String key = Files.readString(KEYS.resolve("key.txt")).lines().findFirst().orElseThrow().replace("fingerprint ", "");
        List<String> keys = List.of("--encrypt-key", key, "--sign-key", key, "--key-file", KEYS.resolve("secret-key.asc").toString());
        for (Map.Entry<String, String> each : Map.of("signed full", "test", "missigned full", CANARY + "-wrong").entrySet()) {
            List<String> words = new ArrayList<>(List.of("full", folder.resolve("source").toString(),
                    "file://" + output.resolve(each.getKey().replace(' ', '-'))));
            words.addAll(keys);
            run(each.getKey(), words, Map.of("SIGN_PASSPHRASE", each.getValue(), "PASSPHRASE", each.getValue()));
        }
        assertThat(exits.get("missigned full")).isNotZero();
    }

    /** A line for any command, by what it takes. */
    private List<String> line(Command command, String url, String name) {
        String source = folder.resolve("source").toString();
        String restored = command == Command.VERIFY ? source : output.resolve("restored-" + name).toString();
        List<String> words = new ArrayList<>(List.of(command.word()));
        words.addAll(switch (command.shape()) {
            case SOURCE_URL -> List.of(source, url);
            case URL_FOLDER -> List.of(url, restored);
            case URL, OPTIONAL_URL -> List.of(url);
            case TIME_URL -> List.of("1D", url);
            case SET_URL -> List.of("now", url);
            case COUNT_URL -> List.of("5", url);
            case URL_URL -> List.of(url, "file://" + output.resolve("replica"));
            case NOTHING, ANY_JOB -> List.of();
            case TOPIC -> List.of("validate");
        });
        if (command.isOfService()) {
            words.addAll(List.of("--jobs", folder.resolve("jobs.yaml").toString()));
        }
        if (command == Command.REMOVE) {
            words.addAll(List.of("--keep-last", "5"));
        }
        if (command == Command.BENCHMARK) {
            words.addAll(List.of("--size", "1"));
        }
        return words;
    }

    private void run(String what, List<String> words) throws Exception {
        run(what, words, Map.of());
    }

    private void run(String what, List<String> words, Map<String, String> changes) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Bactrian.class.getName()));
        command.addAll(words);
        command.addAll(List.of("-v9", "--tempdir", output.resolve("tmp").toString(), "--log-file", output.resolve("log").toString()));
        if (words.stream().anyMatch(word -> word.contains("://")) && !words.get(0).equals(Command.BENCHMARK.word())) {
            command.addAll(List.of("--num-retries", "1"));
        }
        if (!Command.named(words.get(0)).orElseThrow().isOfService() && takesArchive(words.get(0))) {
            command.addAll(List.of("--archive-dir", output.resolve("archive").toString()));
        }
        Path said = output.resolve("said-" + what.replace(' ', '-'));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(SECRETS);
        builder.environment().putAll(changes);
        builder.environment().putAll(Map.of("BACTRIAN_HOME", Path.of("").toAbsolutePath().toString(), "HOME", output.toString(),
                "SWIFT_AUTHURL", "http://127.0.0.1:" + echo.getAddress().getPort() + "/auth/v1.0", "SWIFT_USERNAME", "a:b"));
        Process process = builder.start();
        watch(process, said, words.get(0).equals(Command.SERVE.word()));
        exits.put(what, process.exitValue());
    }

    private static boolean takesArchive(String word) {
        return Command.named(word).orElseThrow().groups().contains(Group.TARGET);
    }

    /** Looks at the processes while they run, and ends the one that would not end by itself once it has said something. */
    private void watch(Process process, Path said, boolean endless) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as("still running: " + Files.readString(said)).isLessThan(end);
            requireNone(process.toHandle(), "cmdline");
            for (ProcessHandle child : process.descendants().toList()) {
                requireNone(child, "cmdline");
                if (isItself(child)) {
                    requireNone(child, "environ");
                }
            }
            if (endless && Files.readString(said).contains("in force")) {
                process.destroy();
            }
        }
    }

    /** Whether a child runs its own program; until then it is a copy of its parent, with all that the parent has. */
    private static boolean isItself(ProcessHandle child) {
        try {
            return !Files.readSymbolicLink(Path.of("/proc/" + child.pid() + "/exe")).startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private void requireNone(ProcessHandle process, String file) throws IOException {
        try {
            assertNone("/proc/" + process.pid() + "/" + file, Files.readAllBytes(Path.of("/proc/" + process.pid() + "/" + file)));
            looks++;
        } catch (FileSystemException e) {
            // it has ended, before or while this was read
        }
    }

    private void assertNoSecret() throws IOException {
        int searched = 0;
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertNone(file.toString(), bytes);
                if (file.toString().endsWith(".gz")) {
                    assertNone(file.toString(), inflated(bytes));
                }
                searched++;
            }
        }
        assertThat(searched).isGreaterThan(2 * Command.values().length);
    }

    /** As far as it goes: a run that failed leaves files that end anywhere. */
    private static byte[] inflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            in.transferTo(clear);
        } catch (EOFException e) {
            // the rest is not there
        }
        return clear.toByteArray();
    }

    /** Neither as it is, nor as others would write it. */
    private static void assertNone(String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] canary = CANARY.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream wide = new ByteArrayOutputStream();
        for (byte b : canary) {
            wide.write(0);
            wide.write(b);
        }
        assertThat(text).as(where).doesNotContain(CANARY).doesNotContain(HexFormat.of().formatHex(canary))
                .doesNotContain(wide.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(canary).substring(0, 14));
    }
}
