package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.cli.Bactrian;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of 2 GiB, most of it holes, through processes of 256 MiB: a full, an increment after an insertion near the front, and
 * both restored. duplicity restores the increment's state, too.
 */
@NeedsPeer("duplicity")
class LargeFileIT {
    private static final long GIB = 1L << 30;
    private static final int MIB = 1 << 20;

    @TempDir
    Path temp;

    @Test
    void twoGibibytesUnderASmallHeap() throws Exception {
        Path source = temp.resolve("source");
        make(source, 0);
        String first = hash(source);
        String url = "file://" + temp.resolve("store");
        bactrian("full", source.toString(), url);
        make(source, 3);
        String second = hash(source);
        bactrian("incremental", source.toString(), url);
        assertThat(second).isNotEqualTo(first);

        Path restored = temp.resolve("restored");
        bactrian("restore", url, restored.toString());
        assertThat(hash(restored)).isEqualTo(second);
        Files.delete(restored);
        try (Duplicity duplicity = new Duplicity(temp.resolve("home"), temp.resolve("their-archive"), Map.of())) {
            duplicity.restore(url, restored, null, null).expectSuccess();
        }
        assertThat(hash(restored)).isEqualTo(second);
    }

    /** Random stretches of a MiB with holes between them, all of it moved on by some bytes. */
    private static void make(Path path, int shift) throws IOException {
        Files.deleteIfExists(path);
        Random random = new Random(1);
        byte[] stretch = new byte[MIB];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(2 * GIB + shift);
            for (int i = 0; i < 16; i++) {
                random.nextBytes(stretch);
                file.seek(i * (128L * MIB) + 777 + shift);
                file.write(stretch);
            }
        }
        Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L + 1000L * shift));
    }

    private static String hash(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        byte[] buffer = new byte[MIB];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0;) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void bactrian(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("timeout", "240", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-cp", System.getProperty("java.class.path"), Bactrian.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--no-encryption", "--archive-dir", temp.resolve("our-archive").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BACTRIAN_HOME", Path.of("").toAbsolutePath().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
