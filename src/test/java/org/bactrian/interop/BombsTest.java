package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.bactrian.cli.Bactrian;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.Seal;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.volume.Tars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small objects that become large when they are opened, and large ones, met by the program in 256 MB of memory: it ends, and soon. */
@Timeout(900)
class BombsTest {
    private static final String HEAP = "-Xmx256m";
    private static final int SECONDS = 200;
    private static final int BLOCK = 1 << 20;
    private static final int LINES = 10_000_000;
    /** More than a manifest may have. */
    private static final int VOLUMES = 500_000;

    @TempDir(factory = MemoryFolder.class)
    private Path temp;

    private Path store;
    private Forgery forgery;
    private String said;

    /** Writes something long. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    @BeforeEach
    void makeStore() throws IOException {
        store = temp.resolve("store");
        forgery = new Forgery(store);
    }

    private int run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Bactrian.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--archive-dir", temp.resolve("archive").toString()));
        Path output = temp.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("BACTRIAN_HOME", Path.of("").toAbsolutePath().toString());
        builder.environment().put("PASSPHRASE", "bomb");
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still at it after " + SECONDS + " seconds: " + Files.readString(output));
        }
        said = Files.readString(output);
        assertThat(said).doesNotContain("OutOfMemory").doesNotContain("\tat ");
        return process.exitValue();
    }

    private int restore(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("restore", "file://" + store, temp.resolve("restored").toString()));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new));
    }

    private static byte[] zipped(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            content.writeTo(out);
        }
        return bytes.toByteArray();
    }

    private static void zeros(OutputStream out, int mebibytes) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < mebibytes; i++) {
            out.write(block);
        }
    }

    /** A gibibyte of zeros after the end of the tar, in one mebibyte. */
    @Test
    void aVolumeThatGoesOnAfterItsEnd() throws Exception {
        forgery.sealed(Forgery.FULL, zipped(out -> {
            out.write(Tars.join(Tars.header("snapshot/a", 4), Tars.blocks("fine"), new byte[1024]));
            zeros(out, 1024);
        }));
        assertThat(restore("--no-encryption")).as(said).isZero();
        assertThat(temp.resolve("restored/a")).hasContent("fine");
    }

    /** A header of a gibibyte. */
    @Test
    void anExtendedHeaderThatIsABomb() throws Exception {
        forgery.sealed(Forgery.FULL, zipped(out -> {
            out.write(Tars.with(Tars.header("././@PaxHeader", 1 << 30), 156, "x"));
            zeros(out, 300);
        }));
        assertThat(restore("--no-encryption")).isEqualTo(21);
        assertThat(said).contains("volume 1").contains("extended headers of more than");
    }

    /** A million empty extended headers before no entry. */
    @Test
    void headersWithoutEnd() throws Exception {
        byte[] empty = Tars.with(Tars.header("././@PaxHeader", 0), 156, "x");
        forgery.sealed(Forgery.FULL, zipped(out -> {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(empty);
            }
        }));
        assertThat(restore("--no-encryption")).isEqualTo(21);
        assertThat(said).contains("volume 1");
    }

    @Test
    void aManifestOfTenMillionLines() throws Exception {
        forgery.set(Forgery.FULL, Tars.join(Tars.header("snapshot/a", 4), Tars.blocks("fine")));
        Path manifest = store.resolve(Forgery.FULL + "manifest");
        try (OutputStream out = Files.newOutputStream(manifest, StandardOpenOption.APPEND)) {
            out.write(("Filelist " + LINES + "\n").getBytes(StandardCharsets.US_ASCII));
            lines(out, LINES, "    new        f/%d\n");
        }
        assertThat(restore("--no-encryption")).as(said).isZero();
        assertThat(temp.resolve("restored/a")).hasContent("fine");
        assertThat(run("collection-status", "file://" + store, "--no-encryption")).as(said).isZero();
    }

    @Test
    void aManifestOfTooManyVolumes() throws Exception {
        forgery.set(Forgery.FULL, Tars.header("snapshot/a", 0));
        try (OutputStream out = Files.newOutputStream(store.resolve(Forgery.FULL + "manifest"))) {
            lines(out, VOLUMES, "Volume %d:\n    StartingPath   .\n    EndingPath     z\n    Hash SHA1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n");
        }
        assertThat(restore("--no-encryption")).isEqualTo(6);
        assertThat(said).contains(Forgery.FULL + "manifest");
    }

    private static void lines(OutputStream out, int count, String form) throws IOException {
        int percent = form.indexOf("%d");
        byte[] before = form.substring(0, percent).getBytes(StandardCharsets.US_ASCII);
        byte[] after = form.substring(percent + 2).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 1; i <= count; i++) {
            lines.write(before);
            lines.write(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            lines.write(after);
            if (lines.size() > BLOCK) {
                lines.writeTo(out);
                lines.reset();
            }
        }
        lines.writeTo(out);
    }

    /** An encrypted manifest of a few mebibytes or less whose one line never ends. */
    @Test
    void anOpenPgpMessageThatIsABomb() throws Exception {
        PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of("bomb")).build();
        write(seal, store.resolve("duplicity-full.20240101T000000Z.manifest.gpg"), out -> {
            out.write("Hostname h\nLocaldir ".getBytes(StandardCharsets.US_ASCII));
            zeros(out, 512);
        });
        write(seal, store.resolve("duplicity-full.20240101T000000Z.vol1.difftar.gpg"), out -> zeros(out, 1));
        assertThat(Files.size(store.resolve("duplicity-full.20240101T000000Z.manifest.gpg"))).isLessThan(32L << 20);
        assertThat(restore()).isEqualTo(6);
        assertThat(said).contains("duplicity-full.20240101T000000Z.manifest");
    }

    private static void write(Seal seal, Path file, Content content) throws IOException {
        try (OutputStream sealed = Files.newOutputStream(file); OutputStream out = seal.seal(sealed)) {
            content.writeTo(out);
        }
    }
}
