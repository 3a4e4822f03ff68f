package org.bactrian.route;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;

/** Begins to look into the set in the body, which becomes its manifest and its signatures, as far as they are there. */
public final class SurveySet implements Processor {
    @Override
    public void process(Exchange exchange) {
        BackupSet set = exchange.getMessage().getBody(BackupSet.class);
        Repair.of(exchange).add(new Repair.SurveyedSet(set));
        List<SetObject> metadata = Stream.of(set.manifest(), set.signatures()).flatMap(Optional::stream).toList();
        exchange.getMessage().setBody(metadata);
    }
}
