package org.bactrian.route;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.archive.Journal;

/** The body becomes the sets that are finished, and those without a manifest that must once have had one. */
public final class SurveySets implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        List<String> archive = run.archive().names();
        BackupCollection sets = BackupCollection.of(run.names(), run.listing(), archive);
        run.sets(sets);
        Optional<Journal> journal = Journal.read(run.archive().runFiles().journal());
        Leftovers leftovers = new Leftovers(sets, archive, run.names(), journal.map(noted -> Set.of(noted.begin().set())).orElse(Set.of()));
        leftovers.unfinished().forEach(set -> run.log().notice("The " + set.id()
                + " was never finished; the next backup goes on with it or removes it"));
        Stream<BackupSet> finished = Stream.concat(sets.orphaned().stream(), sets.chains().stream()
                .map(chain -> Stream.concat(chain.sets().stream(), chain.hidden().stream()))
                .flatMap(each -> each));
        exchange.getMessage().setBody(Stream.concat(finished, leftovers.lost().stream()).toList());
    }
}
