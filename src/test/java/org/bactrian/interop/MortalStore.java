package org.bactrian.interop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;

/**
 * The scheme {@code mortal}: the file store until the N-th put (the lease's do not count), at which the run ends as if it had been killed: that put and every
 * operation after it fail, before the store has done it or, if so wished, after. Remembers what was asked of it.
 */
final class MortalStore extends RouteBuilder {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private int putsLeft = Integer.MAX_VALUE;
    private boolean afterwards;
    private boolean untilDelete;
    private boolean dead;

    /** Dies at the put after so many. */
    void dieAfterPuts(int puts, boolean putIsDone) {
        putsLeft = puts;
        afterwards = putIsDone;
        untilDelete = false;
        dead = false;
        asked.clear();
    }

    /** Dies when it is asked to delete something, before it does. */
    void dieAtDelete() {
        live();
        untilDelete = true;
    }

    /** Lives on. */
    void live() {
        dieAfterPuts(Integer.MAX_VALUE, false);
    }

    boolean isDead() {
        return dead;
    }

    /** What was asked of it, as {@code put NAME}, since it was told when to die. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The puts of volumes among that. */
    long volumesPut() {
        return asked().stream().filter(each -> each.startsWith("put ") && each.contains(".vol")).count();
    }

    @Override
    public void configure() {
        for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
            from("direct:mortal-" + operation).streamCache("false").errorHandler(noErrorHandler()).process(exchange -> {
                asked.add(operation + " " + exchange.getMessage().getHeader(StoreHeaders.OBJECT));
                begin(operation, exchange.getMessage().getHeader(StoreHeaders.OBJECT, "", String.class));
            }).to("direct:file-" + operation).process(exchange -> requireLife());
        }
    }

    private synchronized void begin(String operation, String object) {
        requireLife();
        if (operation.equals("delete") && !object.startsWith("bactrian-lease") && untilDelete) {
            dead = true;
            requireLife();
        }
        if (operation.equals("put") && !object.startsWith("bactrian-lease") && putsLeft-- == 0) {
            dead = true;
            if (!afterwards) {
                requireLife();
            }
        }
    }

    private synchronized void requireLife() {
        if (dead) {
            throw new BactrianException(ErrorKind.STORE_PERMISSION, "killed", "it is a test");
        }
    }
}
