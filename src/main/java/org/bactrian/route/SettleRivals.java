package org.bactrian.route;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetId;
import org.bactrian.store.StoredObject;

/**
 * The manifest is stored. If the store's listing in the body shows another set that this one does not know, made by a run that woke up
 * between its last look at the lease and its manifest, or by the one that took over from this run at that very moment, then whoever
 * sees both takes his own back: the body becomes the name of this run's manifest, which is to be removed. Else nothing.
 */
public final class SettleRivals implements Processor {
    /** Exchange property: the {@link SetId} of the other set. */
    static final String RIVAL = "BactrianRival";

    @Override
    @SuppressWarnings("unchecked") // the store contract says of what
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Optional<SetId> rival = Rivals.find(run, (List<StoredObject>) exchange.getMessage().getBody(List.class));
        rival.ifPresent(set -> exchange.setProperty(RIVAL, set));
        exchange.getMessage().setBody(rival.map(set -> run.names().format(run.newSet().id().manifest(run.manifestPacking()))).orElse(null));
    }
}
