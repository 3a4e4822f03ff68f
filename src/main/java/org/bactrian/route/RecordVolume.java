package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.chain.status.Counter;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.store.StoreHeaders;

/** Remembers for the manifest a volume that the store has confirmed. */
public final class RecordVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        JournalVolume volume = exchange.getProperty(NoteVolume.NOTED, JournalVolume.class);
        String object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        run.newSet().stored(volume);
        run.log().say(Level.INFO, Code.UPLOAD_DONE, "", "Stored " + object);
        run.log().say(Level.INFO, Code.PROGRESS, Long.toString(run.newSet().counters().statistics().get(Counter.SOURCE_FILE_SIZE)),
                "Processed volume " + volume.number());
    }
}
