package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.volume.EntryTarReader;

/** Reads the volume, opened in the body, for the manifest that is made. */
public final class ReadVolume implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        BeginManifest.Slot slot = exchange.getProperty(AddressSlot.SLOT, BeginManifest.Slot.class);
        try (EntryTarReader tar = new EntryTarReader(exchange.getMessage().getBody(InputStream.class), slot.object().text())) {
            Mend.of(exchange).rebuilt().add(exchange.getProperty(HashVolume.HASH, String.class), tar);
        }
        exchange.getMessage().setBody(null);
    }
}
