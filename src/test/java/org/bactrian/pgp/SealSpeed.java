package org.bactrian.pgp;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bactrian.seal.Mixed;
import org.bactrian.seal.SealedInput;

/**
 * Measures sealing and opening of one stream side by side with gpg, on the same data, in turns: each pair of runs meets the same
 * weather. Not a test: {@code java -cp … org.bactrian.pgp.SealSpeed [MiB [pairs]]}, with the class path of the tests. Prints seconds of
 * the clock and, in brackets, of the processors, and at the end gpg's best time over ours. The first of our runs is cold.
 */
final class SealSpeed {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
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

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** @param arguments MiB of data, 1024 if missing; pairs of runs, 3 if missing */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("seal-speed");
        try {
            SealSpeed speed = new SealSpeed(folder);
            speed.makeData(arguments.length > 0 ? Long.parseLong(arguments[0]) : 1024);
            speed.measure(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3);
        } finally {
            new ProcessBuilder("gpgconf", "--homedir", folder.toString(), "--kill", "all").start().waitFor();
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
            }
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
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        for (int i = 0; i < pairs; i++) {
            Took seal = here(this::seal);
            Took gpgSeal = gpg("-c", "-o", theirs.toString(), clear.toString());
            System.out.println("seal    " + seal + "   " + gpgSeal);
            Took open = here(this::open);
            Took gpgOpen = gpg("-d", "-o", "/dev/null", theirs.toString());
            System.out.println("open    " + open + "   " + gpgOpen);
            double[] now = {seal.seconds(), gpgSeal.seconds(), open.seconds(), gpgOpen.seconds()};
            for (int k = 0; k < now.length; k++) {
                best[k] = Math.min(best[k], now[k]);
            }
        }
        System.out.printf(Locale.ROOT, "gpg's best time over ours: seal %.2f, open %.2f; sealed bytes: ours %d, gpg's %d%n",
                best[1] / best[0], best[3] / best[2], Files.size(ours), Files.size(theirs));
    }

    private void seal() throws IOException {
        PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of("speed")).level(6).build();
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(ours), 1 << 16); OutputStream out = seal.seal(file)) {
            Files.copy(clear, out);
        }
    }

    /** What gpg sealed, for both, from where it lies. */
    private void open() throws IOException {
        PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of("speed")).build();
        SealedInput sealed = new SealedInput() {
            @Override
            public InputStream openStream() throws IOException {
                return Files.newInputStream(theirs);
            }

            @Override
            public long length() {
                return theirs.toFile().length();
            }

            @Override
            public String name() {
                return "theirs";
            }
        };
        try (InputStream in = seal.open(sealed)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Took here(Work work) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Took((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    private Took gpg(String... words) throws Exception {
        Path times = folder.resolve("times");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>/dev/null; } 2>" + times, "gpg",
                "gpg", "--homedir", folder.toString(), "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", "speed",
                "--cipher-algo", "AES256"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("gpg failed");
        }
        String[] took = Files.readString(times).strip().split(" ");
        return new Took(Double.parseDouble(took[0]), Double.parseDouble(took[1]) + Double.parseDouble(took[2]));
    }
}
