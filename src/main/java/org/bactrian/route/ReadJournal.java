package org.bactrian.route;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Packing;
import org.bactrian.chain.archive.Journal;
import org.bactrian.store.StoreHeaders;

/**
 * Reads what a backup that did not come to its end noted of itself. The property {@link #JOURNAL} is set if there is such a note,
 * and the next steps are about the manifest of that set, which the store should not have.
 */
public final class ReadJournal implements Processor {
    /** Exchange property: the {@link Journal}; absent if there is none, and in a dry run, which goes on with nothing. */
    static final String JOURNAL = "BactrianJournal";

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Optional<Journal> journal = run.target().dryRun() ? Optional.empty() : Journal.read(run.archive().runFiles().journal());
        if (journal.isPresent()) {
            Packing packing = run.names().parse(journal.get().begin().firstObject()).map(name -> name.packing())
                    .filter(Packing::encrypted).orElse(Packing.PLAIN);
            exchange.setProperty(JOURNAL, journal.get());
            exchange.getMessage().setHeader(StoreHeaders.OBJECT,
                    run.names().format(journal.get().begin().set().manifest(packing)));
        }
    }
}
