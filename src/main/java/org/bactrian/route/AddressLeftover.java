package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Packing;
import org.bactrian.store.StoreHeaders;

/** Says that the next step is about the manifest of the unfinished set in the body, which should not be there. */
public final class AddressLeftover implements Processor {
    /** Exchange property: the {@link BackupSet}. */
    static final String LEFTOVER = "BactrianLeftover";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        BackupSet set = exchange.getMessage().getBody(BackupSet.class);
        exchange.setProperty(LEFTOVER, set);
        Packing packing = set.volumes().stream().findFirst().map(volume -> volume.name().packing()).filter(Packing::encrypted)
                .orElse(Packing.PLAIN);
        exchange.getMessage().setHeader(StoreHeaders.OBJECT, run.names().format(set.id().manifest(packing)));
    }
}
