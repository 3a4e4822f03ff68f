package org.bactrian.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.cli.option.RunGroup;
import org.bactrian.cli.output.ConsoleLog;
import org.bactrian.cli.output.JsonLog;
import org.bactrian.cli.output.LogFiles;
import org.bactrian.cli.output.MachineLog;
import org.bactrian.cli.output.Outputs;
import org.bactrian.cli.output.ProgressTicker;
import org.bactrian.cli.output.RunOutput;
import org.bactrian.cli.output.Stamp;
import org.bactrian.cli.output.Summary;
import org.bactrian.cli.secret.LazySeals;
import org.bactrian.cli.secret.PgpOptions;
import org.bactrian.cli.secret.Secrets;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.posix.Screen;
import org.bactrian.route.Failures;
import org.bactrian.route.RunProperties;

/** One run of the program, from the words of the command line to the exit code. One use. */
final class CommandLineMain {
    private final Surroundings surroundings;
    private final Engine engine;
    private final Interrupts interrupts;
    private volatile ProgressTicker ticker;

    /**
     * @param surroundings all it touches
     * @param engine       does the work
     * @param interrupts   tells when it shall end early
     */
    CommandLineMain(Surroundings surroundings, Engine engine, Interrupts interrupts) {
        this.surroundings = surroundings;
        this.engine = engine;
        this.interrupts = interrupts;
    }

    /** Does what the words say. Never throws; what goes wrong is printed. @return the exit code (spec 12.5) */
    int run(String... args) {
        try {
            CommandLineReader reader = new CommandLineReader(args);
            Optional<String> explanation = reader.explanation();
            if (explanation.isPresent()) {
                try (RunOutput output = new ConsoleLog(surroundings.out(), surroundings.err(), 0, null, null)) {
                    output.result(Level.NOTICE, Code.GENERIC, "", explanation.get());
                }
                return 0;
            }
            Invocation invocation = reader.invocation();
            try (Outputs outputs = outputs(invocation.options().run)) {
                return execute(invocation, outputs);
            }
        } catch (RuntimeException | Error e) {
            BactrianException failure = Failures.of(e);
            boolean json = Arrays.asList(args).contains("--json");
            try (RunOutput output = json ? new JsonLog(surroundings.out(), 0)
                    : new ConsoleLog(surroundings.out(), surroundings.err(), 0, null, null)) {
                output.failed(failure, failure.exitCode());
                output.finished(new Summary("", failure.exitCode(), 0, 0, 0, 0));
            }
            return failure.exitCode();
        }
    }

    /** Prints how far the run is; called from the thread of a signal. */
    void printState() {
        ProgressTicker current = ticker;
        if (current != null) {
            current.state();
        }
    }

    private Outputs outputs(RunGroup run) {
        List<RunOutput> all = new ArrayList<>();
        Stamp stamp = run.logTimestamp ? new Stamp(surroundings.clock(), surroundings.zone()) : null;
        all.add(run.json ? new JsonLog(surroundings.out(), run.verbosity())
                : new ConsoleLog(surroundings.out(), surroundings.err(), run.verbosity(), stamp,
                surroundings.interactive() ? Screen::columns : null));
        if (run.logFile != null) {
            all.add(new MachineLog(LogFiles.file(run.logFile), run.verbosity()));
        }
        if (run.logDescriptor != null) {
            all.add(new MachineLog(LogFiles.descriptor(run.logDescriptor), run.verbosity()));
        }
        return new Outputs(all);
    }

    private int execute(Invocation invocation, Outputs outputs) {
        RunGroup run = invocation.options().run;
        Clock clock = surroundings.clock();
        long start = clock.millis();
        invocation.warnings().forEach(outputs::warning);
        invocation.notes().forEach(outputs::info);
        Outcome outcome = Outcome.DONE;
        BactrianException failure = null;
        try {
            outcome = work(invocation, outputs);
            failure = judge(invocation, outcome);
        } catch (RuntimeException | Error e) {
            failure = interrupts.exitCode() != 0 ? interrupts.reason() : Failures.of(e);
            if (run.isDebugging()) {
                outputs.debug(trace(e));
            }
        }
        int exitCode = exitCode(failure, outcome);
        if (failure != null) {
            outputs.failed(failure, exitCode);
        }
        outputs.finished(new Summary(invocation.command().word(), exitCode, clock.millis() - start, outputs.warnings(),
                outcome.entryErrors(), outcome.differences()));
        return exitCode;
    }

    private int exitCode(BactrianException failure, Outcome outcome) {
        if (failure == null) {
            return outcome.differences() > 0 ? ErrorKind.GENERAL.exitCode() : 0;
        }
        return failure.kind() == ErrorKind.INTERRUPTED && interrupts.exitCode() != 0 ? interrupts.exitCode()
                : failure.exitCode();
    }

    private Outcome work(Invocation invocation, Outputs outputs) {
        if (invocation.command().isOfService()) {
            return printed(new ServiceCommands(surroundings, invocation, outputs, interrupts).run(routes(invocation.options().run)), outputs);
        }
        OptionSet options = invocation.options();
        Object request = new RequestFactory(invocation, surroundings).request();
        try (ProgressTicker progress = new ProgressTicker(outputs, invocation.command().word(),
                options.run.progress ? options.run.progressRate : 0, surroundings.clock().withZone(surroundings.zone()));
                Secrets secrets = new Secrets(surroundings.environment(), interrupts.noting(surroundings.terminal()), outputs,
                        options.seal.signerIsRecipient())) {
            ticker = progress;
            Properties settings = options.store.settings();
            if (invocation.command() == Command.VALIDATE_TARGET) {
                settings.putIfAbsent(RunProperties.RETRIES, "0"); // what fails now and then is to be seen
            }
            settings.setProperty(RunProperties.TEMP_DIR, TempFolder.choose(options.store.tempDir, surroundings.environment()));
            LazySeals seals = new LazySeals(options.seal, new PgpOptions(options.seal, surroundings.environment(),
                    surroundings.clock()), secrets, invocation.command().isWriting(), outputs);
            Outcome outcome = engine.run(new Work(invocation.command().word(), request, outputs, seals, progress, interrupts,
                    settings, options.store.variables(), secrets::account, routes(options.run), surroundings.home().resolve("config"), options.run.isDebugging()));
            progress.done();
            return printed(outcome, outputs);
        }
    }

    private static Outcome printed(Outcome outcome, Outputs outputs) {
        if (!outcome.text().isEmpty()) {
            outputs.result(Level.NOTICE, Code.GENERIC, "", withoutLineEnd(outcome.text()));
        }
        return outcome;
    }

    private Path routes(RunGroup run) {
        String named = run.routes != null ? run.routes : surroundings.variable("BACTRIAN_ROUTES");
        return named == null ? surroundings.home().resolve("routes") : FolderChecks.path(named);
    }

    /** Success, or the failure that a run which came to its end still is; null for success. */
    private static BactrianException judge(Invocation invocation, Outcome outcome) {
        if (outcome.entryErrors() == 0 || invocation.options().run.ignoreErrors) {
            return null;
        }
        return new BactrianException(ErrorKind.ENTRIES_LEFT_OUT, outcome.entryErrors()
                + (outcome.entryErrors() == 1 ? " entry" : " entries") + " could not be processed; everything else was",
                "The warnings above name them. With --ignore-errors the exit code is 0.");
    }

    /** The line end is the printer's. */
    private static String withoutLineEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
