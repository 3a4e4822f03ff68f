package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.Packing;

/**
 * The manifest is stored, so the set exists: its metadata get their names in the archive directory. Should that fail, the
 * next run does it, or copies them from the store. If copies are to be kept sealed, these are the sealed objects as they were
 * stored, and what was written in the clear meanwhile is removed.
 */
public final class Commit implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        if (run.keepsSealed()) {
            KeepSealed.commit(run, run.names().format(set.id().signatures(Packing.OPENPGP)));
            KeepSealed.commit(run, run.names().format(set.id().manifest(Packing.OPENPGP)));
            set.files().settleSealed();
        } else {
            set.files().settle(set.id());
        }
        set.totals().write(run.archive().folder());
        exchange.getMessage().setBody(null);
    }
}
