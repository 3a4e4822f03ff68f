package org.bactrian.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real duplicity, with a home and an archive directory of its own, in UTC and a UTF-8 locale. Thread-safe once set up. To
 * be closed, for GnuPG leaves an agent behind.
 */
public final class Duplicity implements AutoCloseable {
    private final Path home;
    private final Path archiveDir;
    private final Map<String, String> environment;

    /** What became of one command, standard error and output together. */
    public record Result(int exitCode, String output) {
        /** Itself. @throws AssertionError if the exit code is not 0 */
        public Result expectSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("duplicity ended with " + exitCode + ":\n" + output);
            }
            return this;
        }
    }

    /**
     * @param home        made if it is missing
     * @param archiveDir  as of {@code --archive-dir}; each target has a folder {@code target} in it
     * @param environment further variables
     */
    public Duplicity(Path home, Path archiveDir, Map<String, String> environment) throws IOException {
        this.home = Files.createDirectories(home);
        this.archiveDir = archiveDir;
        this.environment = environment;
    }

    /** The same with another archive directory. */
    public Duplicity archive(Path other) throws IOException {
        return new Duplicity(home, other, environment);
    }

    /** A backup; null for the clock's time, null for no passphrase. */
    public Result backup(String mode, Path source, String url, Instant time, String passphrase, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(mode, source.toString(), url));
        if (time != null) {
            arguments.addAll(List.of("--current-time", "" + time.getEpochSecond()));
        }
        arguments.addAll(List.of(options));
        return run(passphrase, arguments);
    }

    /** Restores a state; null for the latest. */
    public Result restore(String url, Path folder, Instant time, String passphrase, String... options) throws IOException {
        return read(List.of("restore", url, folder.toString()), time, passphrase, options);
    }

    /** Compares a state with a folder, contents too; null for the latest. */
    public Result verify(String url, Path folder, Instant time, String passphrase, String... options) throws IOException {
        return read(List.of("verify", "--compare-data", url, folder.toString()), time, passphrase, options);
    }

    private Result read(List<String> command, Instant time, String passphrase, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        if (time != null) {
            arguments.addAll(List.of("--time", "" + time.getEpochSecond()));
        }
        arguments.addAll(List.of(options));
        return run(passphrase, arguments);
    }

    /** Runs any command; it must end within two minutes. */
    public Result run(String passphrase, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.addAll(List.of("--archive-dir", archiveDir.toString(), "--name", "target"));
        if (passphrase == null) {
            command.add("--no-encryption");
        }
        Map<String, String> variables = new HashMap<>(Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8", "TZ", "UTC"));
        variables.putAll(environment);
        if (passphrase != null) {
            variables.put("PASSPHRASE", passphrase);
        }
        Path output = Files.createTempFile(home, "output", "");
        try {
            int exitCode = WarmDuplicity.run(Path.of(""), variables, WarmDuplicity.utf8(command), output, output);
            return new Result(exitCode, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** Ends the GnuPG agent of this home, if there is one. */
    @Override
    public void close() throws IOException {
        if (Files.isDirectory(home.resolve(".gnupg"))) {
            ProcessBuilder builder = new ProcessBuilder("gpgconf", "--kill", "gpg-agent");
            builder.environment().put("HOME", home.toString());
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true).start();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
