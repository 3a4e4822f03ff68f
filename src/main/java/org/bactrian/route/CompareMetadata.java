package org.bactrian.route;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.SetId;
import org.bactrian.chain.archive.ArchiveDirectory;
import org.bactrian.chain.archive.RemovalNote;
import org.bactrian.chain.archive.SyncPlan;
import org.bactrian.request.ReadRequest;

/**
 * Compares the store's listing with the archive directory. Files that nothing on the store stands behind are
 * deleted; the body becomes the copies to make (spec 6.1). A dry run only says what would be done; what it has to read it copies to
 * a place that it deletes at its end.
 */
public final class CompareMetadata implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ArchiveDirectory archive = run.archive();
        Set<SetId> removed = RemovalNote.read(archive, run.names()).begun();
        SyncPlan plan = SyncPlan.of(run.names(), run.listing(), run.goodCopies(), wanted(exchange, run), archive::kept, removed);
        if (run.seals().demandsSigner() && Run.request(exchange, Object.class) instanceof ReadRequest) {
            plan = allAnew(plan, SyncPlan.of(run.names(), run.listing(), List.of(), wanted(exchange, run), archive::kept, removed));
        }
        if (run.target().dryRun()) {
            plan.dryRunLines().forEach(run.log()::notice);
            if (!plan.copies().isEmpty()) {
                run.useScratchArchive();
            }
            exchange.getMessage().setBody(plan.copies());
            return;
        }
        run.log().notice(plan.headline());
        archive.deletePending();
        for (String file : plan.spurious()) {
            run.log().notice(SyncPlan.deleteLine(archive.folder(), file));
            archive.delete(file);
        }
        exchange.getMessage().setBody(plan.copies());
    }

    /** The copies at hand may have been made by a run that demanded no signature, or by duplicity. */
    private static SyncPlan allAnew(SyncPlan plan, SyncPlan onEmptyFolder) {
        return new SyncPlan(onEmptyFolder.copies(), plan.spurious());
    }

    private static Predicate<SetId> wanted(Exchange exchange, Run run) {
        if (run.target().allMetadata()) {
            return SyncPlan.allSets();
        }
        BackupCollection sets = BackupCollection.of(run.names(), run.listing(), List.of());
        Object request = Run.request(exchange, Object.class);
        Instant time = request instanceof ReadRequest read ? read.time() : null;
        Optional<BackupChain> chain = time == null ? sets.latest() : sets.chainCovering(time);
        return SyncPlan.setsOf(chain);
    }
}
