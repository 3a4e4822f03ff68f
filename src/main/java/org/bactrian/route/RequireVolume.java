package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;

/** Ends the run before its manifest if a volume is not on the store any more; the body is what the store says of it. */
public final class RequireVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        String object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        long length = run.newSet().storedVolumes().stream().filter(volume -> ConfirmVolumes.name(run, volume).equals(object))
                .findFirst().orElseThrow().length();
        if (!(exchange.getMessage().getBody() instanceof StoredObject stored) || stored.size() != length) {
            throw new BactrianException(ErrorKind.STORE_FAILED, "The volume " + object + " was stored by this run and is not there"
                    + " any more, or not as it was stored", "Does somebody else write to this target? Run the backup again",
                    false, null);
        }
    }
}
