package org.bactrian.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bactrian.testkit.Postgres;

/** A node of a cluster as a process of its own, with its own installation folder, state and clock. */
final class ClusterNode implements AutoCloseable {
    private final String name;
    private final Path home;
    private final Path clock;
    private final Path jobs;
    private Process process;

    /** @param lease seconds that a lease is good for */
    ClusterNode(Path folder, String name, Path jobs, Postgres postgres, int misfireMillis, int lease) throws IOException {
        this.name = name;
        this.jobs = jobs;
        home = Files.createDirectories(folder.resolve(name));
        Path program = Path.of("target/bactrian").toAbsolutePath();
        Files.createSymbolicLink(home.resolve("lib"), program.resolve("lib"));
        Path routes = Files.createDirectories(home.resolve("routes")); // Camel looks into no folder that is a link
        try (Stream<Path> shipped = Files.list(program.resolve("routes"))) {
            for (Path route : shipped.toList()) {
                Files.copy(route, routes.resolve(route.getFileName()));
            }
        }
        Files.createDirectories(home.resolve("bin"));
        Files.copy(program.resolve("bin/bactrian"), home.resolve("bin/bactrian"), StandardCopyOption.COPY_ATTRIBUTES);
        Path config = Files.createDirectories(home.resolve("config"));
        for (String file : new String[] {"jobs.schema.json", "logging.properties", "application.properties"}) {
            Files.copy(program.resolve("config").resolve(file), config.resolve(file));
        }
        Files.writeString(config.resolve("application.properties"), Files.readString(config.resolve("application.properties"))
                + "\nbactrian.lease-seconds = " + lease + "\n");
        Files.writeString(config.resolve("cluster.properties"), """
                bactrian.cluster.url = %s
                bactrian.cluster.user = bactrian
                bactrian.cluster.password = env:DATABASE_PASSWORD
                bactrian.cluster.node = %s
                bactrian.cluster.labels = any
                bactrian.cluster.clock-tolerance = 3
                org.quartz.jobStore.misfireThreshold = %d
                org.quartz.jobStore.clusterCheckinInterval = 1000
                """.formatted(postgres.url(), name, misfireMillis));
        clock = Files.writeString(home.resolve("clock"), "+0");
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/bactrian").toString(), "serve", "--jobs", jobs.toString())
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"), "HOME", home.toString(),
                "DATABASE_PASSWORD", Postgres.PASSWORD, "BACTRIAN_JAVA_OPTS", "-Xmx256m"));
        // its clock can be wrong, but time passes as it does, and no wait of the JVM ends early
        environment.putAll(Map.of("LD_PRELOAD", fakeTime().toString(), "FAKETIME_TIMESTAMP_FILE", clock.toString(), "FAKETIME_CACHE_DURATION", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1"));
        process = builder.start();
    }

    private static Path fakeTime() throws IOException {
        try (Stream<Path> machines = Files.list(Path.of("/usr/lib"))) {
            return machines.map(machine -> machine.resolve("faketime/libfaketimeMT.so.1")).filter(Files::exists).findFirst().orElseThrow();
        }
    }

    /** Where all is that it said. */
    Path log() {
        return home.resolve("log");
    }

    /** Sets its clock ahead of the machine's; the other way with a negative number. */
    void ahead(int seconds) throws IOException {
        Path anew = Files.writeString(home.resolve("clock.new"), (seconds < 0 ? "" : "+") + seconds);
        Files.move(anew, clock, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void signal(String word) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + word, Long.toString(process.pid())).redirectError(new File("/dev/null")).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to stop. @return its exit code; -1 if it did not end */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(90, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
