package org.bactrian.route;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.KnownEntries;
import org.bactrian.backup.KnownEntry;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.status.ListText;
import org.bactrian.log.NameText;
import org.bactrian.request.ReadRequest;

/** The body becomes the list of all entries at a time, from the signatures alone (spec 7.3). */
public final class ListFiles implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        Instant time = request.time() == null ? Run.clock(exchange).instant() : request.time();
        StringBuilder text = new StringBuilder();
        try (KnownEntries entries = run.knownAt(run.sets().chainAt(time).setsUpTo(time).stream().map(BackupSet::id).toList())) {
            for (KnownEntry entry = entries.peek(); entry != null; entry = entries.peek()) {
                run.checkStop();
                text.append(NameText.of(ListText.line(entry.entry(), ZoneId.systemDefault()))).append('\n');
                entries.skip();
            }
        }
        exchange.getMessage().setBody(text.toString());
    }
}
