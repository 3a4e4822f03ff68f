package org.bactrian.route;

import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.TimeText;
import org.bactrian.chain.status.CollectionWarning;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/** Sorts what is on the store into sets and chains, and says when the last full backup was. */
public final class ReadChains implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.sets(BackupCollection.of(run.names(), run.listing(), run.archive().names(),
                run.archive()::volumeCount));
        for (CollectionWarning warning : CollectionWarning.of(run.sets())) {
            run.log().say(Level.WARNING, code(warning.code()), "", warning.text());
        }
        run.log().notice("Last full backup date: " + run.sets().lastFull()
                .map(time -> TimeText.asctime(time, ZoneId.systemDefault())).orElse("none"));
        exchange.getMessage().setBody(null);
    }

    private static Code code(int number) {
        return switch (number) {
            case 2 -> Code.WARNING_ORPHANED_SIGNATURES;
            case 3 -> Code.WARNING_UNNEEDED_SIGNATURES;
            case 4 -> Code.WARNING_SIGNATURES_WITHOUT_SET;
            case 5 -> Code.WARNING_INCOMPLETE_SET;
            default -> Code.WARNING_ORPHANED_SET;
        };
    }
}
