package org.bactrian.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server of one's own, from Debian's package, on a free port of the loopback address, with a user {@code bactrian} and a password.
 * It refuses to run as root, so root runs it as the package's user {@code postgres}.
 */
public final class Postgres implements AutoCloseable {
    /** To be demanded by {@link NeedsPeer}: of the same package, and on PATH. */
    public static final String PEER = "pg_createcluster";
    /** Of the user {@code bactrian}. */
    public static final String PASSWORD = "opens the database";

    private final Path folder;
    private final int port;
    private Process server;

    /** Makes and starts one. */
    public Postgres() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "bactrian-postgres-");
        Path word = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        List<String> init = as(program("initdb"));
        init.addAll(List.of("-D", folder.resolve("data").toString(), "-U", "bactrian", "--auth=scram-sha-256", "--pwfile=" + word, "--no-sync",
                "--locale=C", "-E", "UTF8"));
        run(init);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static String program(String name) throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin").resolve(name).toString();
        }
    }

    private static List<String> as(String program) throws IOException {
        List<String> words = new ArrayList<>(isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of());
        words.add(program);
        return words;
    }

    private void run(List<String> words) throws Exception {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("failed: " + words);
        }
    }

    /** Starts it (again), and waits until it answers. */
    public void start() throws Exception {
        List<String> words = as(program("postgres"));
        words.addAll(List.of("-D", folder.resolve("data").toString(), "-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "fsync=off"));
        server = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(() -> {
            connect().close();
            return true;
        });
    }

    /** Stops it without a word to anybody, as a crash does. */
    public void crash() throws Exception {
        run(List.of("kill", "-QUIT", Long.toString(server.pid())));
        server.waitFor(30, TimeUnit.SECONDS);
    }

    /** Address for JDBC. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "bactrian", PASSWORD);
    }

    @Override
    public void close() throws Exception {
        if (server.isAlive()) {
            crash();
        }
        TreeRemoval.of(folder);
    }
}
