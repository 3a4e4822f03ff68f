package org.bactrian.route;

import java.io.IOException;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.ArchiveItems;
import org.bactrian.backup.Change;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.SetRecords;
import org.bactrian.backup.VolumeForm;
import org.bactrian.backup.Volumes;
import org.bactrian.chain.Packing;
import org.bactrian.request.BackupRequest;

/** The changes in the body become an iterator of volumes, each to be produced while it is sealed. */
public final class CutVolumes implements Processor {
    /** Exchange property: whether nothing has changed and so, as was asked for, nothing is stored. */
    public static final String NOTHING_TO_STORE = "BactrianNothingToStore";

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        BackupRequest.ContentOptions content = Run.request(exchange, BackupRequest.class).content();
        SetRecords records = new SetRecords(run.archive().folder(),
                SetRecords.BlockRule.of(content.squareRoot(), content.maxBlockSize()), content.filesChanged());
        set.records(records);
        Iterator<Change> changes = exchange.getMessage().getBody(Iterator.class);
        ArchiveItems items = new ArchiveItems(changes, records, set.counters(), run.log());
        Volumes volumes = new Volumes(items, new VolumeForm(content.volumeBytes(), run.packing() == Packing.OPENPGP), run::checkStop);
        set.items(items, volumes);
        boolean nothing = !set.id().isFull() && items.isEmpty()
                && Run.request(exchange, BackupRequest.class).chain().skipIfNoChange();
        if (nothing) {
            run.log().notice("Skipped volume upload, as effectivly nothing has changed");
            set.counters().statistics().end(Run.clock(exchange).instant());
        }
        exchange.setProperty(NOTHING_TO_STORE, nothing);
        exchange.getMessage().setBody(volumes);
    }
}
