package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.store.StoreHeaders;

/**
 * Puts by a copy of the sealed metadata in the body, for an archive directory that is sealed; {@link Commit} gives it its name.
 * The body can still be read from its beginning.
 */
public final class KeepSealed implements Processor {
    private static final String PENDING = "bactrian-pending-";

    @Override
    public void process(Exchange exchange) throws IOException {
        StreamCache sealed = exchange.getMessage().getBody(StreamCache.class);
        Path file = pending(Run.of(exchange), exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class));
        try (WorkFile out = new WorkFile(file)) {
            sealed.writeTo(out);
        }
        sealed.reset();
    }

    /** Gives the copy of an object its name. */
    static void commit(Run run, String object) throws IOException {
        Files.move(pending(run, object), run.archive().folder().resolve(object), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path pending(Run run, String object) {
        return run.archive().folder().resolve(PENDING + object);
    }
}
