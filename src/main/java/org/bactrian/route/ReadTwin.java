package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.volume.EntryTarReader;

/** Reads one of the {@link Twins}, opened in the body, to its end, and notes what its content is. */
public final class ReadTwin implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject object = exchange.getProperty(AddressTwin.TWIN, SetObject.class);
        AtomicReference<String> hash = new AtomicReference<>();
        Manifest manifest = null;
        try (InputStream clear = SetTies.hashing(exchange.getMessage().getBody(InputStream.class), hash::set)) {
            switch (object.name().kind()) {
                case MANIFEST -> manifest = ManifestReader.read(clear, object.text(), object.name().set());
                case JSONSTAT -> clear.transferTo(OutputStream.nullOutputStream());
                default -> readTar(clear, object);
            }
            clear.transferTo(OutputStream.nullOutputStream()); // the hash is known at the end
        }
        Twins.of(exchange).content(object, hash.get(), manifest);
        exchange.getMessage().setBody(null);
    }

    private static void readTar(InputStream clear, SetObject object) throws IOException {
        EntryTarReader tar = new EntryTarReader(clear, object.text());
        while (tar.next() != null) {
            continue;
        }
        tar.readToEnd();
    }
}
