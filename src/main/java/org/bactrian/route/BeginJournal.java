package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.JournalWriter;
import org.bactrian.request.BackupRequest;

/**
 * Begins the journal of the set that is to be stored. From here on it tells of this set and of those of its volumes that stay; a
 * run that finds it can go on from there.
 */
public final class BeginJournal implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        Journal before = exchange.getProperty(ReadJournal.JOURNAL, Journal.class);
        boolean same = before != null && before.begin().set().equals(set.id());
        Journal.Begin begin = same ? before.begin() : new Journal.Begin(set.id(),
                run.names().format(set.id().volume(1, run.packing())),
                Run.request(exchange, BackupRequest.class).content().filesChanged(), SealMark.of(run, set.id()));
        set.journal(JournalWriter.begin(run.archive(), begin, set.kept()));
    }
}
