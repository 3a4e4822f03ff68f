package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.EntryName;

/** Says which volumes of the sets in the body a restore would read (spec 7.6, {@code --dry-run}). */
public final class ShowRequired implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        EntryName path = EntryName.of(Run.request(exchange, ReadRequest.class).path());
        run.log().notice("Required volumes to restore:");
        for (Object chosen : exchange.getMessage().getBody(Iterable.class)) {
            SelectSets.ChosenSet set = (SelectSets.ChosenSet) chosen;
            for (Manifest.Volume volume : set.manifest().volumesFor(path)) {
                run.log().notice("\t" + set.set().volume(volume.number()).orElseThrow().text());
            }
        }
        exchange.getMessage().setBody(null);
    }
}
