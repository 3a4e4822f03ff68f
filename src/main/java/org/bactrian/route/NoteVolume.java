package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.bactrian.backup.Volume;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.store.StoreHeaders;

/** Writes to the journal what the volume in the body is, now that it is sealed and before the store gets it. */
public final class NoteVolume implements Processor {
    /** Exchange property: the {@link JournalVolume}. */
    static final String NOTED = "BactrianNotedVolume";

    @Override
    public void process(Exchange exchange) {
        Volume volume = exchange.getProperty(BeginVolume.VOLUME, Volume.class);
        Message message = exchange.getMessage();
        JournalVolume noted = new JournalVolume(volume.block(message.getHeader(StoreHeaders.SHA1, String.class)),
                message.getHeader(StoreHeaders.MD5, String.class), message.getHeader(StoreHeaders.LENGTH, Long.class), volume.mark(),
                false);
        Run.of(exchange).newSet().sealed(noted);
        exchange.setProperty(NOTED, noted);
    }
}
