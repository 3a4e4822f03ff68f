package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.Volume;
import org.bactrian.backup.Volumes;

/**
 * Begins the exchange of one volume: names its object, and sees to it that a failure of this exchange ends the whole run
 * and that the run waits for this exchange before it gives up what both use.
 */
public final class BeginVolume implements Processor {
    static final String VOLUME = "BactrianVolume";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        Volume volume = exchange.getMessage().getBody(Volume.class);
        watch(exchange, set.volumes());
        // else the splitter keeps every volume's spool file until the last one is stored
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        exchange.setProperty(VOLUME, volume);
        run.addressNew(exchange, run.names().format(set.id().volume(volume.number(), run.packing())), run.packing());
    }

    /** Says to the volumes when the exchange of one of them begins and ends, and how. */
    static void watch(Exchange exchange, Volumes volumes) {
        volumes.started();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onFailure(Exchange failed) {
                volumes.abort(Failures.of(failed.getException()));
                onDone(failed);
            }

            @Override
            public void onDone(Exchange done) {
                super.onDone(done);
                volumes.finished();
            }
        });
    }
}
