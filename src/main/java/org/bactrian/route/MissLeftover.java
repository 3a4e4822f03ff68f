package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** A leftover could not be removed: nobody reads it, so the backup goes on; only the user's wish to end is one. */
public final class MissLeftover implements Processor {
    @Override
    public void process(Exchange exchange) {
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (failure.kind() == ErrorKind.INTERRUPTED) {
            throw failure;
        }
        Run.of(exchange).log().warning(failure.getMessage() + "; it is of no use and does no harm");
        exchange.getMessage().setBody(null);
    }
}
