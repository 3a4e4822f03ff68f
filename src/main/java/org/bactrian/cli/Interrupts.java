package org.bactrian.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.bactrian.cli.secret.Terminal;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The end of a run before its time. The first Ctrl-C, SIGTERM or SIGHUP raises a flag that the work looks at; if it does not end by
 * itself, its thread is interrupted, then the process is ended: seconds, whatever hangs. Nothing depends on an orderly end:
 * what is stored counts only once its manifest is. A second signal, or one at a prompt, ends the process at once.
 */
final class Interrupts implements BooleanSupplier {
    /** duplicity's code for Ctrl-C (spec 12.5). */
    static final int CTRL_C = ErrorKind.INTERRUPTED.exitCode();
    /** 128 and the number of SIGTERM. */
    static final int TERMINATED = 143;
    /** 128 and the number of SIGHUP: the terminal is gone. */
    static final int HUNG_UP = 129;

    private final AtomicInteger exitCode = new AtomicInteger();
    private final IntConsumer exit;
    private volatile long graceMillis;
    private volatile boolean prompting;
    private volatile Thread worker;

    /**
     * @param exit        ends the process with a code
     * @param graceMillis how long the work may take to end by itself, and then again after its thread was interrupted
     */
    Interrupts(IntConsumer exit, long graceMillis) {
        this.exit = exit;
        this.graceMillis = graceMillis;
    }

    /** Gives the work another time to end by itself. */
    void grace(long millis) {
        graceMillis = millis;
    }

    /** Names the thread that works. */
    void watch(Thread thread) {
        worker = thread;
    }

    /** Takes a signal; returns at once. */
    void raise(int code) {
        boolean first = exitCode.compareAndSet(0, code);
        Runnable next = first && !prompting ? this::endGently : () -> exit.accept(code);
        Thread thread = new Thread(next, "signal");
        thread.setDaemon(true);
        thread.start();
    }

    private void endGently() {
        try {
            Thread.sleep(graceMillis);
            Thread working = worker;
            if (working != null) {
                working.interrupt();
            }
            Thread.sleep(graceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit.accept(exitCode.get());
    }

    /** Whether the run shall end. */
    @Override
    public boolean getAsBoolean() {
        return exitCode.get() != 0;
    }

    /** The exit code that the signal asks for; 0 if there was none. */
    int exitCode() {
        return exitCode.get();
    }

    /** What the user is told. */
    BactrianException reason() {
        String how = switch (exitCode.get()) {
            case TERMINATED -> "Terminated";
            case HUNG_UP -> "Hung up";
            default -> "Interrupted";
        };
        return new BactrianException(ErrorKind.INTERRUPTED, how,
                "What is complete on the store stays valid; run the command again to go on.");
    }

    /** The terminal, with the prompts noted: while one waits for an answer there is nothing to bring to an end. */
    Terminal noting(Terminal terminal) {
        return new Terminal() {
            @Override
            public boolean isThere() {
                return terminal.isThere();
            }

            @Override
            public char[] readSecret(String prompt) {
                prompting = true;
                try {
                    return terminal.readSecret(prompt);
                } finally {
                    prompting = false;
                }
            }

            @Override
            public void show(String line) {
                terminal.show(line);
            }
        };
    }
}
