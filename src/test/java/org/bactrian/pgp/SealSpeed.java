package org.bactrian.pgp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bactrian.seal.Mixed;
import org.bactrian.seal.SealedInput;
import org.bactrian.testkit.TreeRemoval;

/**
 * Measures sealing one stream, and opening gpg's message and ours, side by side with gpg, on the same data, in turns: each pair of
 * runs meets the same weather. Each run of ours is a process of its own, as gpg's is, and its start counts. Not a test:
 * {@code java -cp … org.bactrian.pgp.SealSpeed [MiB [pairs]]}, with the class path of the tests, best at a high priority on an idle
 * machine. Prints seconds of the clock and, in brackets, of the processors, and at the end the median of gpg's over that of ours.
 */
final class SealSpeed {
    private static final Path BINARIES = Path.of("/usr/lib/x86_64-linux-gnu");

    private final Path folder;
    private final Path clear;
    private final Path ours;
    private final Path theirs;

    private SealSpeed(Path folder) {
        this.folder = folder;
        this.clear = folder.resolve("clear");
        this.ours = folder.resolve("ours.gpg");
        this.theirs = folder.resolve("theirs.gpg");
    }

    /** What a run took. */
    private record Took(double seconds, double cpu) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%6.2f (%6.2f)", seconds, cpu);
        }
    }

    /** @param arguments MiB of data, 1024 if missing; pairs of runs, 3 if missing. Or "seal" or "open", and from where to where */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            work(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path folder = Files.createTempDirectory("seal-speed");
        try {
            SealSpeed speed = new SealSpeed(folder);
            speed.makeData(arguments.length > 0 ? Long.parseLong(arguments[0]) : 1024);
            speed.measure(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3);
        } finally {
            new ProcessBuilder("gpgconf", "--homedir", folder.toString(), "--kill", "all").start().waitFor();
            TreeRemoval.of(folder);
        }
    }

    /** A third each of random bytes, text-like bytes and, where there are any, the system's libraries. */
    private void makeData(long mebibytes) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(clear), 1 << 20)) {
            List<Path> libraries = new ArrayList<>();
            if (Files.isDirectory(BINARIES)) {
                try (var files = Files.list(BINARIES)) {
                    files.filter(Files::isRegularFile).sorted().forEach(libraries::add);
                }
            }
            byte[] random = new byte[1 << 20];
            new java.util.Random(1).nextBytes(random);
            for (long made = 0, at = 0; made < mebibytes << 20; at++) {
                byte[] piece = at % 3 == 0 || libraries.isEmpty() ? random : at % 3 == 1 ? Mixed.bytes(1 << 20, at)
                        : Files.readAllBytes(libraries.get((int) (at % libraries.size())));
                int count = (int) Math.min(piece.length, (mebibytes << 20) - made);
                out.write(piece, 0, count);
                made += count;
            }
        }
    }

    private void measure(int pairs) throws Exception {
        System.out.println("          ours: s (CPU s)   gpg: s (CPU s)");
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < pairs; i++) {
            Took[] took = {here("seal", clear, ours), gpg("-c", "-o", theirs.toString(), clear.toString()),
                here("open", theirs, Path.of("/dev/null")), gpg("-d", "-o", "/dev/null", theirs.toString()),
                here("open", ours, Path.of("/dev/null")), gpg("-d", "-o", "/dev/null", ours.toString())};
            System.out.println("seal    " + took[0] + "   " + took[1] + "\ntheirs  " + took[2] + "   " + took[3]
                    + "\nours    " + took[4] + "   " + took[5]);
            for (int k = 0; k < took.length; k++) {
                seconds.get(k).add(took[k].seconds());
            }
        }
        double[] median = seconds.stream().mapToDouble(each -> each.stream().sorted().toList().get(each.size() / 2)).toArray();
        System.out.printf(Locale.ROOT, "gpg's median over ours: seal %.2f, open gpg's %.2f, ours %.2f; sealed bytes: ours %d, gpg's %d%n",
                median[1] / median[0], median[3] / median[2], median[5] / median[4], Files.size(ours), Files.size(theirs));
    }

    private static void work(String what, Path from, Path to) throws IOException {
        PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of("speed")).level(6).build();
        if (what.equals("seal")) {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16); OutputStream out = seal.seal(file)) {
                Files.copy(from, out);
            }
            return;
        }
        try (InputStream in = seal.open(new FileObject(from)); OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[1 << 16];
            for (int count; (count = in.read(buffer)) >= 0;) {
                out.write(buffer, 0, count);
            }
        }
    }

    /** A file, read from where it lies. */
    private record FileObject(Path file) implements SealedInput {
        @Override
        public InputStream openStream() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long length() {
            return file.toFile().length();
        }

        @Override
        public String name() {
            return file.toString();
        }
    }

    /** With the launcher's collector and compiler options. */
    private Took here(String what, Path from, Path to) throws Exception {
        return timed(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:InlineSmallCode=1000", "-XX:FreqInlineSize=100", "-cp", System.getProperty("java.class.path"),
                SealSpeed.class.getName(), what, from.toString(), to.toString()));
    }

    private Took gpg(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", folder.toString(), "--batch", "--yes", "--pinentry-mode",
                "loopback", "--passphrase", "speed", "--cipher-algo", "AES256"));
        command.addAll(List.of(words));
        return timed(command);
    }

    private Took timed(List<String> words) throws Exception {
        Path times = folder.resolve("times");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>/dev/null; } 2>" + times, "timed"));
        command.addAll(words);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(words.get(0) + " failed");
        }
        String[] took = Files.readString(times).strip().split(" ");
        return new Took(Double.parseDouble(took[0]), Double.parseDouble(took[1]) + Double.parseDouble(took[2]));
    }
}
