package org.bactrian.cli;

import sun.misc.Signal;

/** The process's signals; where the JVM keeps them to itself ({@code -Xrs}) the system's own behaviour stays. */
final class Signals {
    private Signals() {
    }

    /**
     * Sends SIGINT, SIGTERM and SIGHUP (which stays ignored under nohup) to the one and calls the other on SIGUSR1.
     *
     * @param state prints how far the run is
     */
    static void install(Interrupts interrupts, Runnable state) {
        handle("INT", () -> interrupts.raise(Interrupts.CTRL_C));
        handle("TERM", () -> interrupts.raise(Interrupts.TERMINATED));
        handle("HUP", () -> interrupts.raise(Interrupts.HUNG_UP));
        handle("USR1", state);
    }

    private static void handle(String name, Runnable action) {
        try {
            Signal.handle(new Signal(name), signal -> action.run());
        } catch (IllegalArgumentException e) {
            // not ours to handle under this JVM
        }
    }
}
