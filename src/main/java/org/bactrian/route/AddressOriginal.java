package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.request.ReplicateRequest;

/** Says that the next steps are to fetch the object in the body from the target its set comes from; a volume has its hash. */
public final class AddressOriginal implements Processor {
    /** Exchange property: the {@link SetObject} that is being copied. */
    static final String ORIGINAL = "BactrianOriginal";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        SetObject original = exchange.getMessage().getBody(SetObject.class);
        exchange.setProperty(ORIGINAL, original);
        // else the splitter keeps every object's spool file until the last one is stored
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        OpenTarget.address(exchange, Run.request(exchange, ReplicateRequest.class).from(), false);
        run.addressStored(exchange, original.text(), original.name().packing());
        CheckHash.expect(exchange, Replica.of(exchange).described(original).orElse(null));
    }
}
