package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** Says that the next steps are to fetch and open the volume in the body's place. */
public final class AddressSlot implements Processor {
    /** Exchange property: the {@link BeginManifest.Slot}. */
    static final String SLOT = "BactrianVolumeSlot";
    /** Exchange property: whether there is a volume. */
    public static final String THERE = "BactrianThere";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        BeginManifest.Slot slot = exchange.getMessage().getBody(BeginManifest.Slot.class);
        exchange.setProperty(SLOT, slot);
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        SetObject object = slot.object();
        if (object != null) {
            run.addressStored(exchange, object.text(), object.name().packing());
            CheckHash.expect(exchange, null);
        }
        exchange.setProperty(THERE, object != null);
    }
}
