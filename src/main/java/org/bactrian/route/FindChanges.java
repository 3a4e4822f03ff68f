package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.BackupProgress;
import org.bactrian.backup.Changes;
import org.bactrian.backup.IdentityRecord;
import org.bactrian.backup.KnownEntries;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.SourceTotals;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.SetId;
import org.bactrian.rsync.TempFileSpool;
import org.bactrian.source.SourceEntry;

/** Of the entries in the body, an increment takes what the chain's signatures do not know; a full takes all. */
public final class FindChanges implements Processor {
    private static final int SPOOLED_FROM = 1 << 20;

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        KnownEntries known = set.id().isFull() ? KnownEntries.NONE : run.knownAt(run.sets().active().orElseThrow().signatures().sets());
        Path folder = run.archive().folder();
        Path before = before(run, set.id()).map(set.files()::identities).orElse(null);
        Instant started = set.started();
        IdentityRecord identities = new IdentityRecord(before, set.files().identities(),
                started.getEpochSecond() * 1_000_000_000L + started.getNano());
        set.known(known, identities);
        run.report(exchange, new BackupProgress(set, identities, SourceTotals.read(folder), run::doing, run::transferred));
        Iterator<SourceEntry> walk = exchange.getMessage().getBody(Iterator.class);
        exchange.getMessage().setBody(new Changes(walk, known, identities, set.counters(),
                () -> new TempFileSpool(folder, SPOOLED_FROM)));
    }

    /** The set whose record is read: an increment finds changes with it, and either can tell from it how far it is. */
    private static Optional<Instant> before(Run run, SetId id) {
        return id.start().or(() -> run.sets().latest().map(BackupChain::end));
    }
}
