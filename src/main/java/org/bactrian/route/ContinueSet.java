package org.bactrian.route;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.SetRecords;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetId;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.chain.archive.RunFiles;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.store.StoredObject;

/**
 * Puts a set that an earlier run left unfinished in the place of the one planned, if it can be gone on with: it is what was asked
 * for, it would still be the newest set, it is sealed and named as this run seals and names, and the store has volumes of it
 * from the first on, by size and checksum. The body is what the store says of the set's manifest: nothing, or the set is finished.
 */
public final class ContinueSet implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Journal journal = exchange.getProperty(ReadJournal.JOURNAL, Journal.class);
        SetId set = journal.begin().set();
        if (exchange.getMessage().getBody() instanceof StoredObject) {
            throw new BactrianException(ErrorKind.STORE_FAILED, "The store has the manifest of the " + set
                    + ", but its listing does not show it", "The listing is not up to date; run the backup again");
        }
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        String obstacle = obstacle(run, request, journal.begin());
        List<JournalVolume> kept = obstacle == null ? kept(run, journal) : List.of();
        if (obstacle == null && kept.isEmpty()) {
            obstacle = "none of its volumes can be used";
        }
        if (obstacle != null) {
            run.log().notice("The unfinished " + set + " cannot be continued, for " + obstacle + "; it is begun anew");
            return;
        }
        run.log().notice("Continuing the unfinished " + set + " after volume " + kept.size());
        run.newSet(new NewSet(set, run.newSet().started(), run.archive().runFiles(), kept));
        exchange.setProperty(Plan.INCREMENT, !set.isFull());
    }

    /** Why it cannot be continued whatever the store has of it; null if nothing stands in the way. */
    private static String obstacle(Run run, BackupRequest request, Journal.Begin begin) throws IOException {
        SetId set = begin.set();
        SetId planned = run.newSet().id();
        boolean wanted = set.start().equals(planned.start()) || set.isFull() && request.mode() == BackupRequest.Mode.AUTO;
        if (!wanted) {
            return "another set is to be made now";
        }
        if (run.sets().chains().stream().anyMatch(chain -> !chain.end().isBefore(set.time()))) {
            return "there is a newer one";
        }
        if (!begin.firstObject().equals(run.names().format(set.volume(1, run.packing())))) {
            return "names or sealing have changed";
        }
        if (begin.filesListed() != request.content().filesChanged()) {
            return "the list of changed files is to be made differently";
        }
        return SealMark.fits(run, set, begin.seal()) ? null : "keys or passphrase have changed";
    }

    /** The first volumes that the store has as they were sealed, and for which the records beside them are whole. */
    private static List<JournalVolume> kept(Run run, Journal journal) throws IOException {
        Optional<BackupSet> stored = run.sets().incomplete().stream()
                .filter(set -> set.id().equals(journal.begin().set())).findFirst();
        RunFiles files = run.archive().runFiles();
        int same = 0;
        for (JournalVolume volume : journal.volumes()) {
            boolean there = stored.flatMap(set -> set.volume(volume.number())).filter(object -> volume.is(object.stored())
                    && object.text().equals(run.names().format(journal.begin().set().volume(volume.number(), run.packing())))).isPresent();
            if (!there) {
                break;
            }
            same++;
        }
        JournalMark mark = same == 0 ? JournalMark.START : journal.volumes().get(same - 1).mark();
        return SetRecords.cutBack(files.signatures(), files.fileList(), mark) ? journal.volumes().subList(0, same) : List.of();
    }
}
