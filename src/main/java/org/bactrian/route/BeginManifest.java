package org.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.KnownChain;
import org.bactrian.backup.RebuiltManifest;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.volume.EntryTarReader;

/**
 * Begins to make a manifest of a set's volumes; the body becomes these, from the first to the last, those that are not there too.
 * Signatures that can be read go through beside them.
 */
public final class BeginManifest implements Processor {
    /** With more of its volumes gone a set is no backup any more, or a name on the store lies. */
    private static final int MOST_MISSING = 1000;

    /**
     * A place for a volume.
     *
     * @param number from 1
     * @param object null if it is not there
     */
    record Slot(int number, SetObject object) {
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Mend mend = Mend.of(exchange);
        Repair repair = Repair.of(exchange);
        BackupSet set = mend.set().set();
        Repairs.requireSameForm(run, set);
        if (set.highestVolume() - set.volumeCount() > MOST_MISSING) {
            throw new BactrianException(ErrorKind.GENERAL, "of its " + set.highestVolume() + " volumes there are only "
                    + set.volumeCount(), "");
        }
        VolumeFetch fetch = new VolumeFetch(exchange);
        List<Repair.SurveyedSet> line = repair.line(set.id());
        boolean known = line.size() > 1 && line.subList(0, line.size() - 1).stream().allMatch(each -> each.signatures().isPresent());
        KnownChain before = known ? new KnownChain(line.subList(0, line.size() - 1).stream().map(each -> signatures(fetch, each)).toList())
                : null;
        mend.rebuilt(exchange, new RebuiltManifest(run.archive().scratchFiles(), before,
                mend.set().signatures().isPresent() ? signatures(fetch, mend.set()) : null));
        List<Slot> slots = new ArrayList<>();
        for (int number = 1; number <= set.highestVolume(); number++) {
            slots.add(new Slot(number, set.volume(number).orElse(null)));
        }
        exchange.getMessage().setBody(slots);
    }

    private static EntryTarReader signatures(VolumeFetch fetch, Repair.SurveyedSet set) {
        SetObject object = set.signatures().orElseThrow();
        return new EntryTarReader(fetch.open(object, null, new LongAdder()), object.text());
    }
}
