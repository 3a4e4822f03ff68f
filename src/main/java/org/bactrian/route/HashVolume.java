package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.seal.Spool;

/** Keeps the hash of the sealed volume in the body, which stays; it has to be sealed as this run seals. */
public final class HashVolume implements Processor {
    /** Exchange property: lower-case hex SHA-1. */
    static final String HASH = "BactrianVolumeHash";

    @Override
    public void process(Exchange exchange) throws IOException {
        Spool sealed = exchange.getMessage().getBody(Spool.class);
        BeginManifest.Slot slot = exchange.getProperty(AddressSlot.SLOT, BeginManifest.Slot.class);
        Repairs.requireSameKeys(Run.of(exchange), sealed, slot.object().text());
        exchange.setProperty(HASH, sealed.sha1());
    }
}
