package org.bactrian.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * The installed duplicity for tests that run it often: a process of ours ({@code warm_duplicity.py}) has loaded all that it
 * imports and forks for each command line, so that a run costs a tenth of a start. Each run is a process of its own, as if it
 * had been started, with an empty standard input; after two minutes SIGALRM ends it. Thread-safe: there are as many such
 * processes as runs at one time. They end with this virtual machine.
 */
public final class WarmDuplicity {
    private static final ConcurrentLinkedDeque<WarmDuplicity> IDLE = new ConcurrentLinkedDeque<>();

    private final Process process;

    private WarmDuplicity(Process process) {
        this.process = process;
    }

    /**
     * One run.
     *
     * @param folder      the working folder
     * @param environment variables beside this process's own
     * @param arguments   bytes, since names need not be UTF-8
     * @param out         for standard output; written anew
     * @param err         for standard error; may be the same file
     * @return the exit code; negative for the signal that ended it
     */
    public static int run(Path folder, Map<String, String> environment, List<byte[]> arguments, Path out, Path err)
            throws IOException {
        WarmDuplicity warm = IDLE.pollFirst();
        if (warm == null) {
            warm = start();
        }
        int exitCode = warm.ask(command(folder, environment, arguments, out, err));
        IDLE.addFirst(warm);
        return exitCode;
    }

    /** The arguments of a run as UTF-8. */
    public static List<byte[]> utf8(List<String> arguments) {
        return arguments.stream().map(argument -> argument.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static WarmDuplicity start() throws IOException {
        Path program = installed();
        String interpreter = Files.readAllLines(program, StandardCharsets.ISO_8859_1).get(0).replaceFirst("^#! *", "");
        ProcessBuilder builder = new ProcessBuilder(interpreter, script().toString(), program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new WarmDuplicity(builder.start());
    }

    private static Path installed() {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "duplicity")).filter(Files::isExecutable)
                .findFirst().orElseThrow(() -> new IllegalStateException("no duplicity on PATH"));
    }

    private static Path script() {
        try {
            return Path.of(WarmDuplicity.class.getResource("warm_duplicity.py").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] command(Path folder, Map<String, String> environment, List<byte[]> arguments, Path out, Path err) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.putAll(environment);
        List<byte[]> fields = new ArrayList<>(utf8(List.of(absolute(folder), absolute(out), absolute(err), "" + variables.size())));
        fields.addAll(utf8(variables.entrySet().stream().map(Map.Entry::toString).toList()));
        fields.addAll(arguments);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            bytes.writeBytes(field);
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private int ask(byte[] command) throws IOException {
        process.getOutputStream().write((command.length + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        int next = process.getInputStream().read();
        for (; next > '\n'; next = process.getInputStream().read()) {
            answer.append((char) next);
        }
        if (next < 0) {
            throw new IOException("warm_duplicity.py has ended");
        }
        return Integer.parseInt(answer.toString());
    }
}
