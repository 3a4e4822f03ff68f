package org.bactrian.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedInput;

/**
 * The scheme {@code faulty}: the file store, counting its operations; at one of them one fault happens. What may pass is tried again
 * by the routes, as on any store.
 */
final class FaultyStore extends RouteBuilder implements Faulty {
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
        /** What is read ends too early; what is written arrives in part. */
        TRUNCATED_BODY(null, "get", "put"),
        /** It was done, but the answer did not come. */
        LOST_ANSWER(ErrorKind.STORE_FAILED),
        /** It was done twice. */
        DUPLICATE(null),
        /** A listing as it was before what changed last. */
        STALE_LIST(null, "list"),
        /** The store is full. */
        NO_SPACE(ErrorKind.STORE_NO_SPACE, "put"),
        /** The disk is broken here. */
        IO_ERROR(ErrorKind.STORE_FAILED),
        /** The process dies before it is done: nothing after it happens. */
        KILL(null),
        /** The process dies when it is done. */
        KILL_AFTER(null);

        private final ErrorKind raised;
        private final List<String> operations;

        /** @param operations where it can happen; everywhere if there are none */
        Fault(ErrorKind raised, String... operations) {
            this.raised = raised;
            this.operations = List.of(operations);
        }
    }

    private final List<String> operations = new ArrayList<>();
    private Fault fault;
    private int countdown;
    private boolean dead;
    private boolean happened;
    private List<?> listing = List.of();
    private List<?> listingBefore = List.of();

    @Override
    public List<Fault> faults(String operation) {
        return Stream.of(Fault.values()).filter(kind -> kind.operations.isEmpty() || kind.operations.contains(operation)).toList();
    }

    @Override
    public synchronized void plan(Enum<?> kind, int after) {
        fault = (Fault) kind;
        countdown = kind == null ? -1 : after;
        operations.clear();
        dead = false;
        happened = false;
    }

    /** What was listed before the command that comes, and before that. */
    synchronized void listed(List<?> before, List<?> now) {
        listingBefore = before;
        listing = now;
    }

    /** What the last listing was. */
    synchronized List<?> listing() {
        return listing;
    }

    @Override
    public synchronized void revive() {
        dead = false;
        countdown = -1;
    }

    @Override
    public synchronized boolean happened() {
        return happened;
    }

    @Override
    public synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    @Override
    public void configure() {
        for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
            from("direct:faulty-" + operation).routeConfigurationId("store-retries").streamCache("false")
                    .process(exchange -> operate(operation, exchange));
        }
    }

    private void operate(String operation, Exchange exchange) throws Exception {
        Fault now = next(operation);
        if (now == Fault.KILL) {
            die();
        }
        requireLife();
        if (now != null && now.raised != null && now != Fault.LOST_ANSWER) {
            throw raise(now, operation);
        }
        if (now == Fault.TRUNCATED_BODY && operation.equals("put")) {
            Object body = exchange.getMessage().getBody();
            halve(exchange, body instanceof SealedInput sealed ? sealed.openStream() : (InputStream) body);
        }
        if (now == Fault.DUPLICATE) {
            passOnce(operation, exchange);
        }
        pass(operation, exchange);
        if (operation.equals("list")) {
            list(exchange, now == Fault.STALE_LIST);
        }
        if (now == Fault.TRUNCATED_BODY && operation.equals("get")) {
            halve(exchange, exchange.getMessage().getBody(InputStream.class));
        }
        if (now == Fault.LOST_ANSWER) {
            throw raise(now, operation);
        }
        if (now == Fault.KILL_AFTER) {
            die();
        }
        requireLife();
    }

    /** The fault that is to happen at this operation, or null. */
    private synchronized Fault next(String operation) {
        operations.add(operation);
        if (countdown-- != 0 || !faults(operation).contains(fault)) {
            return null;
        }
        happened = fault != Fault.STALE_LIST;
        return fault;
    }

    private synchronized void die() {
        dead = true;
    }

    private synchronized void list(Exchange exchange, boolean stale) {
        List<?> now = (List<?>) exchange.getMessage().getBody();
        if (!now.equals(listing)) {
            listingBefore = listing;
            listing = now;
        }
        if (stale && !listingBefore.equals(now)) {
            happened = true;
            exchange.getMessage().setBody(listingBefore);
        }
    }

    private static BactrianException raise(Fault fault, String operation) {
        return new BactrianException(fault.raised, operation + " failed on purpose", "It is a test",
                fault.raised.retryable() && fault != Fault.IO_ERROR, null);
    }

    /** The whole operation, with an answer that goes nowhere. */
    private static void passOnce(String operation, Exchange exchange) throws Exception {
        Exchange copy = exchange.copy();
        pass(operation, copy);
        if (copy.getMessage().getBody() instanceof InputStream unread) {
            unread.close();
        }
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

    private static void halve(Exchange exchange, InputStream body) throws IOException {
        try (InputStream in = body) {
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
