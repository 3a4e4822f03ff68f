package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Says that the next step is to fetch the first volume of the set whose signatures are to be made anew. */
public final class AddressFirstVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        BackupSet set = Mend.of(exchange).set().set();
        Repairs.requireSameForm(run, set);
        if (Mend.of(exchange).set().manifest() == null) {
            throw new BactrianException(ErrorKind.MANIFEST_UNREADABLE, "the set has no manifest", "");
        }
        SetObject volume = set.volumes().stream().findFirst().orElseThrow(() ->
                new BactrianException(ErrorKind.STORE_NOT_FOUND, "the set has no volumes", ""));
        run.addressStored(exchange, volume.text(), volume.name().packing());
        CheckHash.expect(exchange, null);
    }
}
