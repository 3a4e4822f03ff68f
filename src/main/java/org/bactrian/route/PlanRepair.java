package org.bactrian.route;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.TimeText;

/** Names what is lost for good; the body becomes the {@link Mend}s to make, oldest set first, of each set the manifest first. */
public final class PlanRepair implements Processor {
    @Override
    public void process(Exchange exchange) {
        Repair repair = Repair.of(exchange);
        boolean acts = Repairs.acts(exchange);
        List<Mend> mends = new ArrayList<>();
        for (Repair.SurveyedSet set : repair.sets()) {
            set.set().id().start().filter(start -> repair.line(set.set().id()).isEmpty()).ifPresent(start ->
                    repair.note(set.set().objects().get(0).text(), Repair.State.LOST, "the " + set.set().id()
                            + " builds on the set of " + TimeText.compact(start)
                            + ", which is not there or not part of a chain itself; it cannot be restored"));
            if (set.manifestFault() != null && set.set().volumeCount() > 0) {
                mends.add(new Mend(set, true, acts));
            } else if (set.manifestFault() != null) {
                repair.note(set.set().objects().get(0).text(), Repair.State.LOST, "the manifest of the " + set.set().id() + " "
                        + set.manifestFault() + ", and there are no volumes");
            } else {
                noteLostVolumes(repair, set.set(), set.manifest());
            }
            if (set.signaturesFault() != null) {
                mends.add(new Mend(set, false, acts));
            }
        }
        exchange.getMessage().setBody(mends);
    }

    private static void noteLostVolumes(Repair repair, BackupSet set, Manifest manifest) {
        manifest.volumes().stream().filter(volume -> set.volume(volume.number()).isEmpty()).forEach(volume ->
                repair.note(set.manifest().orElseThrow().text(), Repair.State.LOST, lost(set, volume)));
    }

    /** What a lost volume means. */
    static String lost(BackupSet set, Manifest.Volume volume) {
        return "volume " + volume.number() + " of the " + set.id() + " is not there or cannot be read: what lies between "
                + volume.start() + " and " + volume.end() + " is lost; restore --ignore-errors brings all else";
    }
}
