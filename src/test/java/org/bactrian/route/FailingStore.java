package org.bactrian.route;

import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;

/**
 * A store of the scheme {@code failing} whose puts and deletes refuse after a number of them, not counting the lease's; all else, and what it keeps, is
 * the file store's.
 */
final class FailingStore extends RouteBuilder {
    private int left = Integer.MAX_VALUE;

    /** The next so many changes succeed, all after them fail. */
    void failAfter(int changes) {
        left = changes;
    }

    @Override
    public void configure() {
        for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
            from("direct:failing-" + operation).streamCache("false").errorHandler(noErrorHandler()).process(exchange -> {
                boolean lease = exchange.getMessage().getHeader(StoreHeaders.OBJECT, "", String.class).startsWith("bactrian-lease");
                if (!lease && operation.equals("put") || !lease && operation.equals("delete")) {
                    change();
                }
            }).to("direct:file-" + operation);
        }
    }

    private void change() {
        if (left == 0) {
            throw new BactrianException(ErrorKind.STORE_PERMISSION, "refused", "it is a test");
        }
        left--;
    }
}
