package org.bactrian.route;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;

/** Begins to check the set in the body, which becomes its manifest, signatures and statistics. */
public final class BeginCheckedSet implements Processor {
    @Override
    public void process(Exchange exchange) {
        BackupSet set = exchange.getMessage().getBody(BackupSet.class);
        Check check = Check.of(exchange);
        check.begin(set);
        if (set.signatures().isEmpty()) {
            check.damaged(set.manifest().orElseThrow().text(), "the " + set.id() + " has lost its signatures; nothing can be added to its chain");
        }
        List<SetObject> metadata = Stream.of(set.manifest(), set.signatures(), set.jsonstat()).flatMap(Optional::stream).toList();
        exchange.getMessage().setBody(metadata);
    }
}
