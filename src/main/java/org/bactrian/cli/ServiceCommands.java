package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.bactrian.cli.output.Outputs;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.FileHistory;
import org.bactrian.job.History;
import org.bactrian.job.RunRecord;
import org.bactrian.job.cluster.Cluster;
import org.bactrian.job.cluster.ClusterFile;
import org.bactrian.job.config.JobsFile;
import org.bactrian.job.config.Problem;
import org.bactrian.job.config.Secret;
import org.bactrian.job.service.Service;
import org.bactrian.job.service.Setup;
import org.bactrian.job.service.StateFolder;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.route.HostName;
import org.bactrian.route.RunProperties;

/** The commands about jobs: serve, config, runs. No other command loads what they need. */
final class ServiceCommands {
    /** How often the service looks for changed files; a change counts once it was seen twice. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** A run that was told to end has this long, and once more after an interrupt; less than systemd's 90 seconds in all. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Surroundings surroundings;
    private final Invocation invocation;
    private final Outputs outputs;
    private final Interrupts interrupts;
    private final Path config;

    ServiceCommands(Surroundings surroundings, Invocation invocation, Outputs outputs, Interrupts interrupts) {
        this.surroundings = surroundings;
        this.invocation = invocation;
        this.outputs = outputs;
        this.interrupts = interrupts;
        this.config = surroundings.home().resolve("config");
    }

    /** Does it. @param routes folder of routes */
    Outcome run(Path routes) {
        return switch (invocation.command()) {
            case SERVE -> serve(routes);
            case CONFIG -> switch (invocation.words().get(0)) {
                case "validate" -> validate();
                case "example" -> shipped("jobs.example.yaml");
                default -> shipped("jobs.schema.json");
            };
            default -> runs();
        };
    }

    private Path jobs() {
        String named = invocation.options().service.jobs != null ? invocation.options().service.jobs : surroundings.variable("BACTRIAN_JOBS");
        return named == null ? config.resolve("jobs.yaml") : FolderChecks.path(named);
    }

    private Outcome serve(Path routes) {
        interrupts.grace(3 * GRACE.toMillis());
        Properties settings = invocation.options().store.settings();
        String temp = TempFolder.choose(invocation.options().store.tempDir, surroundings.environment());
        settings.setProperty(RunProperties.TEMP_DIR, temp);
        System.setProperty("java.io.tmpdir", temp); // spool files go there
        JavaLogging.install(outputs, interrupts, true, invocation.options().run.isDebugging());
        WordCommands commands = new WordCommands(surroundings);
        Setup setup = new Setup(jobs().toAbsolutePath(), routes, config, settings, surroundings.environment(), host(), surroundings.clock(), outputs,
                commands, check(commands));
        try (Service service = new Service(setup)) {
            service.serve(interrupts, LOOK, GRACE);
        }
        return Outcome.DONE;
    }

    private Secret secret() {
        return new Secret(surroundings.environment(), reference -> reference);
    }

    private ClusterFile cluster() {
        return ClusterFile.read(config, host(), secret());
    }

    private static String host() {
        try {
            return HostName.SYSTEM.get();
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "This machine does not say its name: " + e.getMessage(), "", e);
        }
    }

    private JobCheck check(WordCommands commands) {
        ClusterFile cluster = cluster();
        return new JobCheck(commands, cluster.options().isPresent() || !cluster.problems().isEmpty());
    }

    private JobsFile read() {
        return JobsFile.read(jobs(), config.resolve("jobs.schema.json"), secret(), check(new WordCommands(surroundings)));
    }

    private Outcome validate() {
        JobsFile file = read();
        ClusterFile cluster = cluster();
        if (file.problems().isEmpty() && cluster.problems().isEmpty()) {
            return new Outcome(jobs() + ": in order, jobs: " + file.configuration().jobs().size(), 0, 0);
        }
        List<Problem> problems = Stream.concat(file.problems().stream(), cluster.problems().stream()).toList();
        problems.forEach(problem -> outputs.result(Level.ERROR, Code.GENERIC, "", problem.toString()));
        Path faulty = file.problems().isEmpty() ? config.resolve(ClusterFile.NAME) : jobs();
        throw new BactrianException(ErrorKind.USER_ERROR, faulty + " has problems: " + problems.size(), "");
    }

    private Outcome shipped(String name) {
        try {
            return new Outcome(Files.readString(config.resolve(name)), 0, 0);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The file " + config.resolve(name) + " cannot be read", "Reinstall.", e);
        }
    }

    private Outcome runs() {
        JobsFile file = read();
        Path state = StateFolder.of(file.orFail().service(), surroundings.environment());
        History history = cluster().orFail().map(options -> Cluster.history(options, secret())).orElseGet(() -> new FileHistory(state));
        List<String> names = invocation.words().isEmpty() ? file.configuration().jobs().stream().map(job -> job.name()).toList()
                : invocation.words();
        if (!invocation.words().isEmpty() && file.configuration().jobs().stream().noneMatch(job -> job.name().equals(names.get(0)))) {
            throw new BactrianException(ErrorKind.USER_ERROR, "There is no job named " + names.get(0), "See " + jobs() + ".");
        }
        Stream<RunRecord> all = names.stream().flatMap(name -> history.runs(name).stream())
                .sorted(Comparator.comparingDouble(RunRecord::start));
        boolean json = invocation.options().run.json;
        List<String> lines = all.map(run -> json ? History.json(run) : line(run)).toList();
        return new Outcome(String.join("\n", lines), 0, 0);
    }

    private String line(RunRecord run) {
        String start = TIME.format(Instant.ofEpochSecond((long) run.start()).atZone(surroundings.zone()));
        String stored = run.figures().map(figures -> figures.bytesStored() + " bytes stored").orElse("");
        return "%s  %-20s %-10s %-10s %8.1f s  %s".formatted(start, run.job(), run.task().word(), run.outcome().word(),
                run.end() - run.start(), run.error().isEmpty() ? stored : run.error()).stripTrailing();
    }
}
