package org.bactrian.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.bactrian.request.ReadRequest;
import org.bactrian.cli.secret.ProcessTerminal;

/** The program with an engine that works until told otherwise; started by tests as a process of its own. */
public final class SlowProgram {
    private static final long GRACE_MILLIS = 500;

    private SlowProgram() {
    }

    /**
     * Runs the command behind the first word, which says what the engine does: {@code polite} looks at the flag, {@code deaf} waits until it
     * is interrupted, {@code stuck} for ever, {@code asking} wants a passphrase.
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
}
