package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.archive.SyncPlan;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * A copy could not be made. Signatures that are damaged on the store are said and then taken for missing: a restore does not
 * need them, and a backup begins a new chain. Anything else ends the command; a wrong passphrase too, for a manifest or a
 * volume is opened with it next.
 */
public final class MissCopy implements Processor {
    @Override
    public void process(Exchange exchange) {
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        SyncPlan.Copy copy = exchange.getProperty(AddressCopy.COPY, SyncPlan.Copy.class);
        if (failure.kind() != ErrorKind.SEAL_FAILED || copy.from().name().kind() != ObjectKind.SIGNATURES) {
            throw failure;
        }
        Run run = Run.of(exchange);
        run.leaveOut(copy.from().text());
        run.log().warning(failure.getMessage() + "; without these signatures no increment can be added to their chain, restores"
                + " do not need them");
        exchange.getMessage().setBody(null);
    }
}
