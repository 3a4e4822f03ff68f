package org.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.SignerNotes;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;

/** Notes in the archive directory who signed the manifest that was stored just now: later that takes a secret to tell. */
public final class NoteSigner implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        if (!(run.seals().sealing() instanceof PgpSeal seal)) {
            return;
        }
        String object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        long size = exchange.getMessage().getHeader(StoreHeaders.LENGTH, Long.class);
        SignerNotes notes = SignerNotes.read(run.archive());
        notes.note(object, size, seal.signer().map(List::of).orElse(List.of()));
        List<StoredObject> kept = new ArrayList<>(run.listing());
        kept.add(new StoredObject(object, size, run.newSet().id().time()));
        notes.save(kept);
    }
}
