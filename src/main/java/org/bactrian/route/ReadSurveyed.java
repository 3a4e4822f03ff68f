package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.volume.EntryTarReader;

/** Reads the manifest or the signatures, opened in the body, to the end, and notes that they are good. */
public final class ReadSurveyed implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject object = exchange.getProperty(AddressSurveyed.SURVEYED, SetObject.class);
        Repair.SurveyedSet set = Repair.of(exchange).set(object.name().set()).orElseThrow();
        try (InputStream clear = exchange.getMessage().getBody(InputStream.class)) {
            if (object.name().kind() == ObjectKind.MANIFEST) {
                set.manifest(ManifestReader.read(clear, object.text(), set.set().id()));
            } else {
                EntryTarReader tar = new EntryTarReader(SetTies.hashing(clear, hash -> note(set, hash, object.text())), object.text());
                while (tar.next() != null) {
                    continue;
                }
                tar.readToEnd();
                set.signaturesFault(null);
            }
        }
        exchange.getMessage().setBody(null);
    }

    private static void note(Repair.SurveyedSet set, String hash, String name) {
        if (set.manifest() != null) {
            set.manifest().ties().requireSignatures(hash, name);
        }
        set.signaturesHash(hash);
    }
}
