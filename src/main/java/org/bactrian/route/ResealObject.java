package org.bactrian.route;

import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ManifestHashes;
import org.bactrian.chain.ManifestVolumes;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetObject;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.seal.Sealable;

/**
 * The opened object in the body is to be sealed as this run seals, and stored on the other target. It is read while it is sealed; what
 * is not whole fails there, before it is stored.
 */
public final class ResealObject implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Replica replica = Replica.of(exchange);
        SetObject original = exchange.getProperty(AddressOriginal.ORIGINAL, SetObject.class);
        ObjectName name = original.name();
        InputStream opened = exchange.getMessage().getBody(InputStream.class);
        InputStream clear = name.kind() == ObjectKind.SIGNATURES ? replica.ties().proving(opened, original.text()) : opened;
        boolean manifest = name.kind() == ObjectKind.MANIFEST;
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> {
            try (clear) {
                if (manifest && !replica.storedNew().isEmpty()) {
                    ManifestVolumes.replace(clear, plain, replica.storedNew());
                } else if (manifest) {
                    ManifestHashes.replace(clear, plain, replica::sha1);
                } else {
                    clear.transferTo(plain);
                }
            }
        });
        OpenTarget.address(exchange, Run.request(exchange, ReplicateRequest.class).to(), true);
        Packing packing = manifest ? run.manifestPacking() : run.packing();
        String object = run.names().format(new ObjectName(name.kind(), name.set(), name.volume(), packing, false));
        run.log().notice("Replicating " + object + ".");
        run.addressNew(exchange, object, packing);
    }
}
