package org.bactrian.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.cli.secret.LazySeals;
import org.bactrian.cli.secret.PgpOptions;
import org.bactrian.cli.secret.Secrets;
import org.bactrian.cli.secret.Terminal;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.Commands;
import org.bactrian.log.RunLog;
import org.bactrian.seal.SealProvider;

/** Command lines for jobs: the same words, the same requests and seals as those of a user; but there is nobody to ask. */
public final class WordCommands implements Commands {
    private static final Terminal NOBODY = new Terminal() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public char[] readSecret(String prompt) {
            return null;
        }

        @Override
        public void show(String line) {
            // there is nobody
        }
    };

    private final Surroundings process;

    /** @param process gives clock, zone and folders */
    WordCommands(Surroundings process) {
        this.process = process;
    }

    /**
     * Commands in a program that is not this one.
     *
     * @param environment variables that say where archive directories are, as HOME
     * @param clock       what time it is
     * @param zone        of local times
     */
    public static Commands embedded(Map<String, String> environment, Clock clock, ZoneId zone) {
        return new WordCommands(new Surroundings(environment, NOBODY, false, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), clock, zone, Path.of("")));
    }

    private record Ready(String route, Object request, SealProvider seals, Secrets secrets) implements Prepared {
        @Override
        public void close() {
            secrets.close();
        }

        @Override
        public String toString() {
            return route;
        }
    }

    @Override
    public Prepared prepare(List<String> words, Map<String, String> environment, RunLog log) {
        Invocation invocation = invocation(words);
        OptionSet options = invocation.options();
        Object request = request(invocation, environment);
        Secrets secrets = new Secrets(environment, NOBODY, log, options.seal.signerIsRecipient());
        LazySeals seals = new LazySeals(options.seal, new PgpOptions(options.seal, environment, process.clock()), secrets,
                invocation.command().isWriting(), log);
        return new Ready(invocation.command().word(), request, seals, secrets);
    }

    @Override
    public void check(List<String> words) {
        try {
            request(invocation(words), process.environment());
        } catch (BactrianException e) {
            // of a folder that is not there the check of the file says more
            if (e.kind() != ErrorKind.SOURCE_MISSING && e.kind() != ErrorKind.VERIFY_FOLDER_MISSING) {
                throw e;
            }
        }
    }

    private Object request(Invocation invocation, Map<String, String> environment) {
        return new RequestFactory(invocation, new Surroundings(environment, NOBODY, false, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), process.clock(), process.zone(), process.home())).request();
    }

    private static Invocation invocation(List<String> words) {
        return new CommandLineReader(words.toArray(String[]::new)).invocation();
    }
}
