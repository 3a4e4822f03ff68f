package org.bactrian.route;

import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.status.Classification;
import org.bactrian.chain.status.ObjectState;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.CheckRequest;

/**
 * Says of every object on the store and every file in the archive directory what it is to us, one line each. For a check the body
 * becomes the sets to look into.
 */
public final class Classify implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        if (!(Run.request(exchange, Object.class) instanceof CheckRequest request)) {
            if (run.log().takes(Level.INFO)) {
                states(run).forEach(state -> run.log().say(Level.INFO, Code.GENERIC, "", state.toString()));
            }
            return;
        }
        new Check(exchange, states(run));
        exchange.getMessage().setBody(request.level() == CheckRequest.Level.NAMES ? List.of()
                : run.sets().chains().stream().map(BackupChain::sets).flatMap(List::stream).toList());
    }

    private static List<ObjectState> states(Run run) throws IOException {
        List<String> archive = run.archive().names();
        BackupCollection sets = run.sets() != null ? run.sets() : BackupCollection.of(run.names(), run.listing(), archive,
                run.archive()::volumeCount);
        run.sets(sets);
        return new Classification(run.names(), sets, archive, Journal.read(run.archive().runFiles().journal()))
                .of(run.listing(), archive);
    }
}
