package org.bactrian.route;

import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.ManifestTies;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.seal.Sealable;
import org.bactrian.store.StoredObject;

/**
 * The signatures were made anew. If the set's manifest tells which they were ({@link SetTies}), the body becomes the same manifest with
 * these, to be sealed; else nothing, as for a set of duplicity's.
 */
public final class TieSignatures implements Processor {
    @Override
    public void process(Exchange exchange) {
        Mend mend = Mend.of(exchange);
        SetTies before = mend.set().manifest().ties();
        SetTies now = mend.set().ties();
        exchange.getMessage().setBody(null);
        if (before.set().isEmpty() || before.equals(now)) {
            return;
        }
        Run run = Run.of(exchange);
        BackupSet set = mend.set().set();
        Packing packing = Repairs.packing(run, set, true);
        ObjectName name = set.id().manifest(packing);
        SetObject manifest = new SetObject(new StoredObject(Repairs.namesLike(set, run.names()).format(name), 0, Instant.EPOCH), name);
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> {
            try (InputStream in = new VolumeFetch(exchange).open(manifest, null, new LongAdder())) {
                ManifestTies.replace(in, plain, now);
            }
        });
        mend.goOnWithManifest();
        run.addressNew(exchange, manifest.text(), packing);
    }
}
