package org.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.KnownEntries;
import org.bactrian.chain.BackupCollection;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.source.SourceEntry;

/**
 * Stops a backup of a folder in which there is nothing any more although the chain has something of it: most likely it is a
 * mount point and nothing is mounted. The option {@code --allow-empty-source} lets it pass.
 */
public final class RequireEntries implements Processor {
    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws IOException {
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        Iterator<SourceEntry> walk = exchange.getMessage().getBody(Iterator.class);
        List<SourceEntry> first = new ArrayList<>();
        while (first.size() < 2 && walk.hasNext()) {
            first.add(walk.next());
        }
        if (!request.selection().allowEmptySource() && isEmptyFolder(first) && hadEntries(Run.of(exchange))) {
            throw new BactrianException(ErrorKind.SOURCE_MISSING, "The source " + request.source()
                    + " is empty, or nothing in it is selected, but the last backup has files of it",
                    "Is it mounted? If it is meant to be empty, give --allow-empty-source");
        }
        exchange.getMessage().setBody(joined(first.iterator(), walk));
    }

    private static boolean isEmptyFolder(List<SourceEntry> first) {
        return first.size() == 1 && first.get(0).isDirectory() && first.get(0).state() == SourceEntry.State.READABLE;
    }

    private static boolean hadEntries(Run run) throws IOException {
        Optional<BackupCollection.ActiveChain> active = run.sets().active();
        if (active.isEmpty()) {
            return false;
        }
        try (KnownEntries known = run.knownAt(active.get().signatures().sets())) {
            if (known.peek() != null && known.peek().entry().name().isRoot()) {
                known.skip();
            }
            return known.peek() != null;
        }
    }

    private static Iterator<SourceEntry> joined(Iterator<SourceEntry> first, Iterator<SourceEntry> rest) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || rest.hasNext();
            }

            @Override
            public SourceEntry next() {
                return first.hasNext() ? first.next() : rest.next();
            }
        };
    }
}
