package org.bactrian.route;

import java.util.Map;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.store.StoredObject;

/**
 * Compares the store's listing in the body with the volumes that the manifest is going to name. The body becomes the names of those
 * that the listing lacks or has in another size, for the store to be asked for each: a set whose volumes somebody has removed
 * must not come to exist.
 */
public final class ConfirmVolumes implements Processor {
    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Map<String, Long> sizes = ((List<StoredObject>) exchange.getMessage().getBody(List.class)).stream()
                .collect(Collectors.toMap(StoredObject::name, StoredObject::size, (one, other) -> one));
        List<String> doubtful = run.newSet().storedVolumes().stream()
                .filter(volume -> !Long.valueOf(volume.length()).equals(sizes.get(name(run, volume))))
                .map(volume -> name(run, volume)).toList();
        exchange.getMessage().setBody(doubtful);
    }

    static String name(Run run, JournalVolume volume) {
        return run.names().format(run.newSet().id().volume(volume.number(), run.packing()));
    }
}
