package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.Volume;
import org.bactrian.store.StoreHeaders;

/** Remembers for the manifest a volume of a copy that the store has confirmed. */
public final class RecordRecutVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        Replica.of(exchange).storedNew(exchange.getProperty(BeginVolume.VOLUME, Volume.class)
                .block(exchange.getMessage().getHeader(StoreHeaders.SHA1, String.class)));
    }
}
