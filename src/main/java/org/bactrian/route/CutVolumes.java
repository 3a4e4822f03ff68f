package org.bactrian.route;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.ArchiveItems;
import org.bactrian.backup.Change;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.SetRecords;
import org.bactrian.backup.VolumeForm;
import org.bactrian.backup.Volumes;
import org.bactrian.chain.Packing;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.chain.archive.JournalWriter;
import org.bactrian.request.BackupRequest;

/**
 * The changes in the body become an iterator of volumes, each to be produced while it is sealed. Of a set that is continued, what
 * its volumes on the store hold is passed over; if the source is not what it was when they were made, only those before the first
 * difference are kept, and the property {@link #READ_AGAIN} asks for the source to be read from its beginning once more.
 */
public final class CutVolumes implements Processor {
    /** Exchange property: whether nothing has changed and so, as was asked for, nothing is stored. */
    public static final String NOTHING_TO_STORE = "BactrianNothingToStore";
    /** Exchange property: whether the steps that read the source are to be done again. */
    public static final String READ_AGAIN = "BactrianReadAgain";

    private int volumesAhead;
    private int threads = 1;

    /** How many volumes may be on their way to the store when the next one is begun; 0, the default: one by one. */
    public void setVolumesAhead(int volumesAhead) {
        this.volumesAhead = volumesAhead;
    }

    /** With more than one, or 0 for as many as there are processors, files are read before their turn by a thread of their own. */
    public void setThreads(int threads) {
        this.threads = threads == 0 ? java.lang.Runtime.getRuntime().availableProcessors() : threads;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        if (set.kept().isEmpty()) {
            keepNothing(run, set, exchange.getProperty(ReadJournal.JOURNAL, Journal.class));
        }
        set.records(records(set, request.content()));
        Iterator<Change> changes = exchange.getMessage().getBody(Iterator.class);
        ArchiveItems items = new ArchiveItems(changes, set.records(), set.counters(), run.log(), Run.clock(exchange),
                threads > 1);
        set.items(items);
        int same = set.kept().isEmpty() ? 0 : items.resume(set.kept());
        exchange.setProperty(READ_AGAIN, same < set.kept().size());
        if (same < set.kept().size()) {
            run.log().notice("The source is not what it was; the unfinished " + set.id() + " is continued after volume " + same);
            run.newSet(set.withVolumes(same));
            return;
        }
        if (set.kept().isEmpty()) {
            items.begin();
        }
        set.volumes(new Volumes(items, new VolumeForm(request.content().volumeBytes(), run.packing() == Packing.OPENPGP), same,
                volumesAhead, run::checkStop));
        exchange.setProperty(NOTHING_TO_STORE, isNothing(set, items, request));
        if (isNothing(set, items, request)) {
            run.log().notice("Skipped volume upload, as effectivly nothing has changed");
            set.counters().statistics().end(Run.clock(exchange).instant());
        }
        exchange.getMessage().setBody(set.volumes());
    }

    /**
     * The files beside the journal are written anew from here on. That the set was this host's stays noted until all that the store has of it
     * is removed: a run that dies before would leave objects that nobody dares to touch.
     */
    private static void keepNothing(Run run, NewSet set, Journal before) throws IOException {
        if (before == null) {
            set.files().forget();
        } else {
            JournalWriter.begin(run.archive(), before.begin(), List.of()).close();
        }
    }

    private static SetRecords records(NewSet set, BackupRequest.ContentOptions content) {
        List<JournalVolume> kept = set.kept();
        return new SetRecords(set.files().signatures(), set.files().fileList(),
                SetRecords.BlockRule.of(content.squareRoot(), content.maxBlockSize()), content.filesChanged(),
                kept.isEmpty() ? JournalMark.START : kept.get(kept.size() - 1).mark());
    }

    private static boolean isNothing(NewSet set, ArchiveItems items, BackupRequest request) {
        return !set.id().isFull() && set.kept().isEmpty() && items.isEmpty() && request.chain().skipIfNoChange();
    }
}
