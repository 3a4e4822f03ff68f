package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetObject;
import org.bactrian.store.StoreHeaders;

/** Remembers for the manifest the hash of a copied volume that the store has confirmed. */
public final class RecordReplica implements Processor {
    @Override
    public void process(Exchange exchange) {
        ObjectName name = exchange.getProperty(AddressOriginal.ORIGINAL, SetObject.class).name();
        if (name.kind() == ObjectKind.VOLUME) {
            Replica.of(exchange).stored(name.volume(), exchange.getMessage().getHeader(StoreHeaders.SHA1, String.class));
        }
    }
}
