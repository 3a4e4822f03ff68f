package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;

/**
 * The manifest is stored, so the set exists: its metadata get their names in the archive directory. Should that fail, the
 * next run does it, or copies them from the store.
 */
public final class Commit implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        set.files().settle(set.id());
        set.totals().write(run.archive().folder());
        exchange.getMessage().setBody(null);
    }
}
