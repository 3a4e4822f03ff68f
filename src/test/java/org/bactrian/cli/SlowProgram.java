package org.bactrian.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.bactrian.request.ReadRequest;
import org.bactrian.cli.secret.ProcessTerminal;
import org.bactrian.log.ProgressSource;

/** The program with an engine that works until told otherwise; started by tests as a process of its own. */
public final class SlowProgram {
    private static final long GRACE_MILLIS = 500;

    private SlowProgram() {
    }

    /**
     * Runs the command behind the first word, which says what the engine does: {@code polite} looks at the flag, {@code deaf} waits until it
     * is interrupted, {@code stuck} for ever, {@code asking} wants a passphrase, {@code counting} ends well after two seconds and a half.
     */
    public static void main(String[] args) {
        ProcessTerminal terminal = new ProcessTerminal();
        Surroundings surroundings = new Surroundings(Map.of(), terminal, terminal.isConsole(), System.out, System.err, Clock.systemUTC(),
                ZoneOffset.UTC, Path.of("."));
        Interrupts interrupts = new Interrupts(System::exit, GRACE_MILLIS);
        CommandLineMain program = new CommandLineMain(surroundings, work -> work(args[0], work), interrupts);
        interrupts.watch(Thread.currentThread());
        Signals.install(interrupts, program::printState);
        String[] command = new String[args.length - 1];
        System.arraycopy(args, 1, command, 0, command.length);
        System.exit(program.run(command));
    }

    private static Outcome work(String how, Work work) {
        if (how.equals("asking")) {
            if (work.request() instanceof ReadRequest) {
                work.seals().opening(".gpg");
            } else {
                work.seals().sealing();
            }
            return Outcome.DONE;
        }
        if (how.equals("counting")) {
            return count(work);
        }
        work.log().notice("working");
        while (!(how.equals("polite") && work.stop().getAsBoolean())) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                if (how.equals("deaf")) {
                    throw new IllegalStateException("interrupted");
                }
            }
        }
        throw new IllegalStateException("stopped");
    }

    private static Outcome count(Work work) {
        long start = System.nanoTime();
        work.progress().accept(new ProgressSource() {
            @Override
            public long bytes() {
                return (System.nanoTime() - start) / 1000;
            }

            @Override
            public long files() {
                return 1;
            }

            @Override
            public int volumes() {
                return 1;
            }

            @Override
            public long expectedBytes() {
                return 2_600_000;
            }
        });
        try {
            Thread.sleep(2_500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Outcome.DONE;
    }
}
