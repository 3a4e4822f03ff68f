package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;

/** Notes that a manifest or signatures cannot be made anew, and why; what concerns the whole run ends it. */
public final class MissMend implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        switch (failure.kind()) {
            case HASH_MISMATCH, SEAL_FAILED, MANIFEST_UNREADABLE, STORE_NOT_FOUND, WRONG_SIGNER, GENERAL, USER_ERROR -> {
                Mend mend = Mend.of(exchange);
                Run.of(exchange).archive().scratchFiles().discard();
                Repair.of(exchange).note(BeginMend.object(Run.of(exchange), mend), Repair.State.LOST, BeginMend.fault(mend)
                        + ", and cannot be made anew: " + failure.getMessage().replace('\n', ' '));
            }
            default -> throw failure;
        }
        exchange.getMessage().setBody(null);
    }
}
