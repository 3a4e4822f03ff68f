package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real gpg with a home of its own. Passphrases go through a file beside that home; closing ends its agent. */
final class Gpg implements AutoCloseable {
    private static final long SECONDS = 120;

    /** What a run gave. */
    record Result(int exitCode, byte[] output, String log) {
        byte[] expectOutput() {
            if (exitCode != 0) {
                throw new AssertionError("gpg failed: " + log);
            }
            return output;
        }
    }

    private final Path home;
    private final Path secret;

    /** @param folder an empty folder with a short path: the agent's socket lies in it */
    Gpg(Path folder) throws IOException {
        home = Files.createDirectory(folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        secret = folder.resolve("secret");
    }

    Path home() {
        return home;
    }

    /** Runs gpg with {@code input} as its standard input. */
    Result run(String passphrase, byte[] input, String... arguments) throws IOException, InterruptedException {
        Files.writeString(secret, passphrase);
        List<String> command =
                new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--no-tty", "--yes",
                "--pinentry-mode", "loopback", "--passphrase-file", secret.toString(), "--trust-model", "always"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        CompletableFuture<byte[]> log = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
        CompletableFuture<Void> feed = CompletableFuture.runAsync(() -> write(process.getOutputStream(), input));
        byte[] output = readAll(process.getInputStream());
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("gpg hangs");
        }
        feed.join();
        return new Result(process.exitValue(), output, new String(log.join()));
    }

    @Override
    public void close() throws IOException {
        try {
            new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all").start()
                    .waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] readAll(InputStream in) {
        try (in) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.transferTo(all);
            return all.toByteArray();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void write(OutputStream out, byte[] input) {
        try (out) {
            out.write(input);
        } catch (IOException e) {
            return; // gpg closed its input: its exit code tells why
        }
    }
}
