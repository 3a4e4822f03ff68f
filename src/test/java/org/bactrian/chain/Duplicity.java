package org.bactrian.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.testkit.WarmDuplicity;

/** The real duplicity, for comparison; on a store of its own below a folder of the test's. */
public final class Duplicity {
    private final Path folder;
    private final Map<String, String> environment;

    /** @param folder empty; gets {@code store} and {@code cache} */
    public Duplicity(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        Files.createDirectories(store());
        Files.createDirectories(cache());
    }

    /** The store's folder. */
    public Path store() {
        return folder.resolve("store");
    }

    /** The archive directory. */
    public Path cache() {
        return folder.resolve("cache/name");
    }

    /** The store's URL. */
    public String url() {
        return "file://" + store();
    }

    /** Makes empty objects of these names. */
    public Duplicity holding(List<String> names) throws IOException {
        for (String name : names) {
            Files.write(store().resolve(name), new byte[0]);
        }
        return this;
    }

    /** The names on the store, sorted. */
    public List<String> names() throws IOException {
        try (var files = Files.list(store())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * What a run printed.
     *
     * @param exitCode of the process
     * @param output   standard output, by lines
     */
    public record Result(int exitCode, List<String> output) {
    }

    /** Runs a command to its end; the options for the archive directory are added. */
    public Result run(String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        int exitCode = WarmDuplicity.run(folder, variables(), WarmDuplicity.utf8(command(arguments)), out, Path.of("/dev/null"));
        return new Result(exitCode, new String(Files.readAllBytes(out), StandardCharsets.UTF_8).lines().toList());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(Map.of("TZ", "UTC"));
        variables.putAll(environment);
        return variables;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(Arrays.asList(arguments));
        command.addAll(List.of("--archive-dir", cache().getParent().toString(), "--name", "name"));
        return command;
    }

    /** Begins a command. */
    public Process start(Path out, String... arguments) throws IOException {
        List<String> command = command(arguments);
        command.add(0, "duplicity");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables());
        return builder.start();
    }
}
