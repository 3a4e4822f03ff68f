package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;

/** Begins the {@link Mend} in the body. If the run does not act, this says what would be done. */
public final class BeginMend implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run.of(exchange).checkStop();
        Mend mend = exchange.getMessage().getBody(Mend.class);
        mend.on(exchange);
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        if (!mend.isActs()) {
            int volumes = mend.set().set().volumeCount();
            Repair.of(exchange).note(object(Run.of(exchange), mend), Repair.State.MENDABLE, fault(mend) + "; to be made of "
                    + (volumes == 1 ? "1 volume" : volumes + " volumes") + (mend.isOfManifest() || mend.set().set().isFull() ? ""
                    : " and those of the sets before it"));
        }
    }

    /** What is wrong. */
    static String fault(Mend mend) {
        return mend.isOfManifest() ? "the manifest of the " + mend.set().set().id() + " " + mend.set().manifestFault()
                : "the signatures of the " + mend.set().set().id() + " " + mend.set().signaturesFault();
    }

    /** The object's name: as it is there, else as it would be spelt. */
    static String object(Run run, Mend mend) {
        BackupSet set = mend.set().set();
        return (mend.isOfManifest() ? set.manifest() : set.signatures()).map(SetObject::text).orElseGet(() ->
                Repairs.namesLike(set, run.names()).format(mend.isOfManifest() ? set.id().manifest(Repairs.packing(run, set, true))
                        : set.id().signatures(Repairs.packing(run, set, false))));
    }
}
