package org.bactrian.route;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel context that is made on a second processor while the first still reads the command line: what is made does not depend on it.
 * Begins when it is constructed. Nothing has to be closed if it is not used in the end. Safe for use by several threads, for one use.
 */
public final class EarlyContext {
    private final FutureTask<CamelContext> making = new FutureTask<>(EarlyContext::make);

    /** Begins. */
    public EarlyContext() {
        Thread thread = new Thread(making, "context");
        thread.setDaemon(true);
        thread.start();
    }

    private static CamelContext make() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.disableJMX();
        context.build();
        return context;
    }

    /** The context, built but without settings; waits for it. */
    CamelContext await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return making.get();
                } catch (InterruptedException e) {
                    interrupted = true; // it takes a blink; whoever runs the routes sees the flag
                }
            }
        } catch (ExecutionException e) {
            throw Failures.of(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
