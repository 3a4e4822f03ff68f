package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.volume.EntryTarReader;

/** Reads the fetched object in the body to its end, as what its name says it is; one that is sealed still has been compared already. */
public final class ReadChecked implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject object = exchange.getProperty(AddressChecked.CHECKED, SetObject.class);
        Check check = Check.of(exchange);
        try (Closeable body = (Closeable) exchange.getMessage().getBody()) {
            if (body instanceof InputStream clear) {
                read(clear, object, check);
            }
        }
        check.good();
        exchange.getMessage().setBody(null);
    }

    private static void read(InputStream clear, SetObject object, Check check) throws IOException {
        if (object.name().kind() == ObjectKind.MANIFEST) {
            check.manifest(ManifestReader.read(clear, object.text(), object.name().set()));
        } else if (object.name().kind() == ObjectKind.JSONSTAT) {
            clear.transferTo(OutputStream.nullOutputStream());
        } else {
            EntryTarReader tar = new EntryTarReader(check.manifest(object.name().set()).map(Manifest::ties).orElse(SetTies.NONE)
                    .proving(clear, object.text()), object.text());
            while (tar.next() != null) {
                tar.body().transferTo(OutputStream.nullOutputStream());
            }
            tar.readToEnd();
        }
    }
}
