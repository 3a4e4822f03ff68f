package org.bactrian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.chain.archive.ArchiveDirectory;

/** Sorts what is on the store into sets and chains, and says when the last full backup was. */
public final class ReadChains implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.sets(BackupCollection.of(run.names(), run.listing(), run.archive().names(),
                set -> volumes(run.archive(), set)));
        run.log().notice("Last full backup date: " + run.sets().lastFull()
                .map(time -> TimeText.asctime(time, ZoneId.systemDefault())).orElse("none"));
        exchange.getMessage().setBody(null);
    }

    private static OptionalInt volumes(ArchiveDirectory archive, SetId set) {
        try {
            return archive.manifest(set).map(m -> OptionalInt.of(m.volumes().size())).orElse(OptionalInt.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
