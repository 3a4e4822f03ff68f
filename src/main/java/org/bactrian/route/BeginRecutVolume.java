package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.Volume;

/** Begins the exchange of one volume of a copy that is cut anew: names its object. */
public final class BeginRecutVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Replica replica = Replica.of(exchange);
        run.checkStop();
        Volume volume = exchange.getMessage().getBody(Volume.class);
        BeginVolume.watch(exchange, replica.newVolumes());
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        exchange.setProperty(BeginVolume.VOLUME, volume);
        String object = run.names().format(replica.id().volume(volume.number(), run.packing()));
        run.log().notice("Replicating " + object + ".");
        run.addressNew(exchange, object, run.packing());
    }
}
