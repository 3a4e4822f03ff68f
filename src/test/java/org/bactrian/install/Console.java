package org.bactrian.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, with output in files so that no pipe can fill up. */
final class Console {
    private static final int SECONDS = 60;

    private final Path scratch;

    /** @param scratch folder for the output files */
    Console(Path scratch) {
        this.scratch = scratch;
    }

    /** What a command left: its exit code and both outputs, read as UTF-8. */
    record Result(int exit, String out, String err) {
    }

    /**
     * @param folder      to run in
     * @param environment the whole of it: nothing is inherited
     */
    Result run(Path folder, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Process process = start(folder, environment, command);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within " + SECONDS + " seconds");
        }
        return result(process.exitValue());
    }

    /** Starts a command; its outputs are read by {@link #result} after its end. */
    Process start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(scratch.resolve("out").toFile()).redirectError(scratch.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the last command has written so far, with the exit code given. */
    Result result(int exit) throws IOException {
        return new Result(exit, read("out"), read("err"));
    }

    private String read(String name) throws IOException {
        return new String(Files.readAllBytes(scratch.resolve(name)), StandardCharsets.UTF_8);
    }
}
