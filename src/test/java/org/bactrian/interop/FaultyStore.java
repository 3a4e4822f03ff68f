package org.bactrian.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The scheme {@code faulty}: the file store, counting its operations; at one of them one fault happens. What may pass is tried again
 * by the routes, as on any store.
 */
final class FaultyStore extends RouteBuilder {
    /** The kinds of faults. */
    enum Fault {
        /** Refused for good. */
        ERROR(ErrorKind.STORE_PERMISSION),
        /** No answer, and nothing was done. */
        TIME_OUT(ErrorKind.STORE_FAILED),
        /** As 503. */
        SERVER_ERROR(ErrorKind.STORE_FAILED),
        /** As 401 that a new login does not cure. */
        UNAUTHORIZED(ErrorKind.CONNECTION_FAILED),
        /** What is read ends too early. */
        TRUNCATED_BODY(null),
        /** It was done, but the answer did not come. */
        LOST_ANSWER(ErrorKind.STORE_FAILED),
        /** It was done twice. */
        DUPLICATE(null),
        /** A listing as it was when the one before was made. */
        STALE_LIST(null),
        /** The store is full. */
        NO_SPACE(ErrorKind.STORE_NO_SPACE),
        /** The disk is broken here. */
        IO_ERROR(ErrorKind.STORE_FAILED),
        /** The process dies before it is done: nothing after it happens. */
        KILL(null),
        /** The process dies when it is done. */
        KILL_AFTER(null);

        private final ErrorKind raised;

        Fault(ErrorKind raised) {
            this.raised = raised;
        }
    }

    private Fault fault;
    private int countdown = -1;
    private int operations;
    private boolean dead;
    private boolean happened;
    private List<?> listing = List.of();
    private List<?> listingBefore = List.of();

    /** The fault happens at the operation after so many; negative for never. */
    synchronized void plan(Fault kind, int after) {
        fault = kind;
        countdown = after;
        operations = 0;
        dead = false;
        happened = false;
        listing = List.of();
        listingBefore = List.of();
    }

    /** A new process: what died is alive again. */
    synchronized void revive() {
        dead = false;
    }

    /** Whether the fault has happened. */
    synchronized boolean happened() {
        return happened;
    }

    /** How many operations there were since {@link #plan}. */
    synchronized int operations() {
        return operations;
    }

    @Override
    public void configure() {
        for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
            from("direct:faulty-" + operation).routeConfigurationId("store-retries").streamCache("false")
                    .process(exchange -> operate(operation, exchange));
        }
    }

    private void operate(String operation, Exchange exchange) throws Exception {
        boolean now = count();
        if (now && (fault == Fault.KILL || fault == Fault.KILL_AFTER)) {
            dead = fault == Fault.KILL;
        }
        requireLife();
        if (now && fault.raised != null && fault != Fault.LOST_ANSWER) {
            throw raise(operation);
        }
        pass(operation, exchange);
        if (now && fault == Fault.DUPLICATE && operation.equals("delete")) {
            pass(operation, exchange);
        }
        if (operation.equals("list")) {
            listingBefore = listing;
            listing = (List<?>) exchange.getMessage().getBody();
            if (now && fault == Fault.STALE_LIST) {
                exchange.getMessage().setBody(listingBefore);
            }
        }
        if (now && fault == Fault.TRUNCATED_BODY && operation.equals("get")) {
            truncate(exchange);
        }
        if (now && fault == Fault.LOST_ANSWER) {
            throw raise(operation);
        }
        dead |= now && fault == Fault.KILL_AFTER;
        requireLife();
    }

    private synchronized boolean count() {
        operations++;
        boolean now = countdown-- == 0;
        happened |= now;
        return now;
    }

    private BactrianException raise(String operation) {
        return new BactrianException(fault.raised, operation + " failed on purpose", "It is a test",
                fault.raised.retryable() && fault != Fault.IO_ERROR, null);
    }

    private static void pass(String operation, Exchange exchange) throws Exception {
        ProducerTemplate template = exchange.getContext().createProducerTemplate();
        template.start();
        template.send("direct:file-" + operation, exchange);
        template.stop();
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    private static void truncate(Exchange exchange) throws IOException {
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            byte[] all = in.readAllBytes();
            exchange.getMessage().setBody(new ByteArrayInputStream(Arrays.copyOf(all, all.length / 2)));
        }
    }

    private synchronized void requireLife() {
        if (dead) {
            throw new BactrianException(ErrorKind.STORE_PERMISSION, "killed", "it is a test", false, null);
        }
    }
}
