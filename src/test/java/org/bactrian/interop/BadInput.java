package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of bad input share: a source, a target, and what they all ask for: one message that names the thing, the exit code
 * that duplicity has for it, nothing half done under a real name, and the sets from before as they were.
 */
@Timeout(60)
abstract class BadInput {
    static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    static final String FULL = "duplicity-full.20240101T000000Z.";
    static final String INCREMENT = "duplicity-inc.20240101T000000Z.to.20240102T000000Z.";
    static final String FULL_SIGNATURES = "duplicity-full-signatures.20240101T000000Z.sigtar.gz";
    static Program program;

    @TempDir(factory = MemoryFolder.class)
    Path temp;

    Path source;
    Path store;
    Path restored;
    Backups target;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        store = temp.resolve("store");
        restored = temp.resolve("restored");
        target = program.at("file://" + store, temp.resolve("archive"));
        Files.writeString(source.resolve("a"), "first\n");
        Files.write(source.resolve("b"), noise(300_000));
        Files.writeString(source.resolve("c"), "last\n");
    }

    /** One message that names the thing, no trace, the right code. */
    static void expect(Program.Result result, ErrorKind kind, String named) {
        assertThat(result.failure()).as(result.text()).isNotNull();
        assertThat(result.exitCode()).as(result.text()).isEqualTo(kind.exitCode());
        assertThat(result.failure().getMessage()).contains(named).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(result.failure().guidance()).doesNotContain("Exception");
    }

    /** Whatever a failed restore left is as it was backed up. */
    void assertOnlyWholeFiles() throws IOException {
        if (Files.exists(restored)) {
            try (Stream<Path> files = Files.walk(restored)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(file).hasSameBinaryContentAs(source.resolve(restored.relativize(file)));
                }
            }
        }
    }

    Map<String, String> objects() throws IOException {
        Map<String, String> objects = new TreeMap<>();
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                objects.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return objects;
    }

    static void edit(Path file, UnaryOperator<byte[]> change) {
        try {
            Files.write(file, change.apply(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Overwrites in place, as programs that write logs do. */
    static void write(Path file, byte[] content) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
