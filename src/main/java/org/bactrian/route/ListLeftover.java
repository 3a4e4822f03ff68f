package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Leftovers;
import org.bactrian.store.StoredObject;

/**
 * The body, what the store says of an unfinished set's manifest, becomes the names of the set's objects that are to go: none if the
 * manifest is there after all and only the listing did not show it.
 */
public final class ListLeftover implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        BackupSet set = exchange.getProperty(AddressLeftover.LEFTOVER, BackupSet.class);
        if (exchange.getMessage().getBody() instanceof StoredObject manifest) {
            run.log().warning("The store has " + manifest.name() + " but does not list it; the " + set.id() + " is left alone");
            exchange.getMessage().setBody(List.of());
            return;
        }
        List<String> names = Leftovers.objects(set, FindLeftovers.keptOf(set, run.newSet()));
        run.log().notice("Removing what an unfinished backup left of the " + set.id() + ": " + names.size()
                + (names.size() == 1 ? " object" : " objects"));
        exchange.getMessage().setBody(names);
    }
}
