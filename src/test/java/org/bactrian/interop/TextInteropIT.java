package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bactrian.log.NameText;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.StatusRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is listed and what status is shown of a store, by us and by the real tool: the same text. */
@NeedsPeer("duplicity")
@Timeout(120)
class TextInteropIT {
    private static final TimeZone ZONE = TimeZone.getDefault();
    private static Program program;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
        TimeZone.setDefault(ZONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"plain, 3", "nocompress, 2", "gnutar, 3", "special, 1", "v3-plain, 2", "chains, 9"})
    void listsAndStatus(String golden, int states) throws IOException {
        String url = "file://" + copyOf(golden);
        Backups ours = program.at(url, temp.resolve("ours"));
        try (Duplicity theirs = new Duplicity(temp.resolve("home"), temp.resolve("theirs"), Map.of())) {
            for (int state = 0; state < states; state++) {
                Instant time = Instant.ofEpochSecond(1_704_067_200L + 86_400L * state);
                String theirList = afterHeader(theirs.run(null, List.of("list-current-files", "--time",
                        "" + time.getEpochSecond(), url)).expectSuccess().output());
                assertThat(afterHeader(list(ours, time))).as("list %d", state).isEqualTo(theirList);
            }
            String theirStatus = theirs.run(null, List.of("collection-status", url)).expectSuccess().output();
            assertThat(withoutFolder(status(ours))).isEqualTo(withoutFolder(theirStatus));
        }
    }

    private Path copyOf(String golden) throws IOException {
        Path from = Path.of("src/test/resources/goldens", golden, "remote");
        Path store = Files.createDirectories(temp.resolve("store"));
        try (Stream<Path> objects = Files.list(from)) {
            for (Path object : objects.toList()) {
                Files.copy(object, store.resolve(object.getFileName().toString()));
            }
        }
        return store;
    }

    private static String list(Backups ours, Instant time) {
        return text(program.send("list-current-files", new ReadRequest(ours.target(), time, new byte[0], null,
                ReadRequest.OwnerMode.NAMES, false, false, SelectionOptions.EVERYTHING, List.of(), false), ours.seals()));
    }

    private static String status(Backups ours) {
        return text(program.send("collection-status", new StatusRequest(ours.target(), false, null, null, false), ours.seals()));
    }

    /** As the command line prints it; a byte that is not UTF-8 as the other output is read here. */
    private static String text(Program.Result result) {
        // what each object is to us is said at a level of details
        String text = result.expectSuccess().lines().stream().filter(line -> !line.matches("\\w+ (store|archive) .*"))
                .collect(Collectors.joining("\n", "", "\n"));
        return new String(NameText.bytes(text), StandardCharsets.UTF_8);
    }

    /** What was copied to a cache is each tool's own matter. */
    private static String afterHeader(String output) {
        return output.substring(output.indexOf("Last full backup date"));
    }

    private static String withoutFolder(String status) {
        return status.replaceAll("Archive dir: .*", "Archive dir: …");
    }
}
