package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReplicateRequest;

/** A target that is not there: to what would make it in earnest, a dry run is one that holds nothing. Anything else ends the command. */
public final class MissTarget implements Processor {
    @Override
    public void process(Exchange exchange) {
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        HasTarget request = Run.request(exchange, HasTarget.class);
        boolean makes = request instanceof BackupRequest || request instanceof ReplicateRequest;
        if (!makes || !request.target().dryRun() || failure.kind() != ErrorKind.STORE_NOT_FOUND) {
            throw failure;
        }
        Run.log(exchange).notice("Would make " + request.target().target() + ", which is not there.");
        exchange.getMessage().setBody(List.of());
    }
}
