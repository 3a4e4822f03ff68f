package org.bactrian.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.bactrian.cli.secret.ProcessTerminal;

/** The program's entry. */
public final class Bactrian {
    /** A run that was told to end has this long, twice. */
    private static final long GRACE_MILLIS = 3_000;

    /**
     * Where JNA looks for libraries beyond what the system's loader finds. If nobody says so, JNA starts {@code ldconfig -p}, for
     * 25 ms, and with our environment, secrets included; what we call is in the C library of this process.
     */
    private static final String JNA_PATH = "jna.platform.library.path";

    private Bactrian() {
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty(JNA_PATH) == null) {
            System.setProperty(JNA_PATH, "");
        }
        Map<String, String> environment = System.getenv();
        Engine engine = new CamelEngine(environment); // first, for it begins to work
        ProcessTerminal terminal = new ProcessTerminal();
        Surroundings surroundings = new Surroundings(environment, terminal, terminal.isConsole(),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), Clock.systemUTC(), ZoneId.systemDefault(),
                home(environment));
        Interrupts interrupts = new Interrupts(System::exit, GRACE_MILLIS);
        CommandLineMain program = new CommandLineMain(surroundings, engine, interrupts);
        interrupts.watch(Thread.currentThread());
        Signals.install(interrupts, program::printState);
        System.exit(program.run(RawArguments.restored(arguments)));
    }

    /** The installation folder: what the launcher says, else where the jar's folder lies. */
    static Path home(Map<String, String> environment) {
        String said = environment.get("BACTRIAN_HOME");
        if (said != null && !said.isEmpty()) {
            return Path.of(said);
        }
        try {
            return Path.of(Bactrian.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent().getParent();
        } catch (URISyntaxException e) {
            return Path.of(".");
        }
    }
}
