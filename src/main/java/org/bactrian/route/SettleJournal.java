package org.bactrian.route;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.RunFiles;

/**
 * A backup that died after the store had its manifest has made its set, only the archive directory does not know. What it
 * kept there becomes the set's metadata now, so that nothing has to be fetched and opened, which a host without the secret key
 * could not do.
 */
public final class SettleJournal implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        RunFiles files = run.archive().runFiles();
        Optional<Journal> journal = run.target().dryRun() ? Optional.empty() : Journal.read(files.journal());
        if (journal.flatMap(Journal::manifest).filter(manifest -> isStored(run, manifest)).isPresent()) {
            run.log().info("The " + journal.get().begin().set() + " was committed by a run that did not end; its metadata are kept");
            files.settle(journal.get().begin().set());
        }
    }

    private static boolean isStored(Run run, Journal.SealedManifest manifest) {
        return run.listing().stream().anyMatch(object -> object.name().equals(manifest.object())
                && object.size() == manifest.length() && (object.md5().isEmpty() || object.md5().equals(manifest.md5())));
    }
}
