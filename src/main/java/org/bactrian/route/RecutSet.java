package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.RecutItems;
import org.bactrian.backup.VolumeForm;
import org.bactrian.backup.Volumes;
import org.bactrian.chain.Packing;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.volume.EntryTarReader;

/**
 * The body becomes the volumes of the set that is copied, cut anew: each is produced while it is sealed, from the old ones, which are
 * fetched one after the other as they are needed.
 */
public final class RecutSet implements Processor {
    private int volumesAhead;

    /** How many volumes may be on their way to the store when the next one is begun; 0, the default: one by one. */
    public void setVolumesAhead(int volumesAhead) {
        this.volumesAhead = volumesAhead;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Replica replica = Replica.of(exchange);
        ReplicateRequest request = Run.request(exchange, ReplicateRequest.class);
        OpenTarget.address(exchange, request.from(), false);
        VolumeFetch fetch = new VolumeFetch(exchange);
        Iterator<EntryTarReader> readers = replica.volumes().stream().map(volume -> {
            InputStream clear = fetch.open(volume, replica.described(volume).orElseThrow(), new LongAdder());
            return new EntryTarReader(clear, volume.text());
        }).iterator();
        RecutItems items = new RecutItems(readers);
        VolumeForm form = new VolumeForm(request.volumeBytes(), run.packing() == Packing.OPENPGP);
        replica.recut(new Volumes(items, form, 0, volumesAhead, run::checkStop), items);
        OpenTarget.address(exchange, request.to(), true);
        exchange.getMessage().setBody(replica.newVolumes());
    }
}
