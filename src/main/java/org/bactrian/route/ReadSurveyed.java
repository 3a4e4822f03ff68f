package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
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
                DigestInputStream hashed = new DigestInputStream(clear, SetTies.newHash());
                EntryTarReader tar = new EntryTarReader(hashed, object.text());
                while (tar.next() != null) {
                    continue;
                }
                tar.readToEnd();
                String hash = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
                if (set.manifest() != null) {
                    set.manifest().ties().requireSignatures(hash, object.text());
                }
                set.signaturesHash(hash);
                set.signaturesFault(null);
            }
        }
        exchange.getMessage().setBody(null);
    }
}
