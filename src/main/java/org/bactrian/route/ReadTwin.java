package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.SetObject;
import org.bactrian.volume.EntryTarReader;

/** Reads one of the {@link Twins}, opened in the body, to its end, and notes what its content is. */
public final class ReadTwin implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject object = exchange.getProperty(AddressTwin.TWIN, SetObject.class);
        MessageDigest digest = sha256();
        Manifest manifest = null;
        try (InputStream clear = new DigestInputStream(exchange.getMessage().getBody(InputStream.class), digest)) {
            switch (object.name().kind()) {
                case MANIFEST -> manifest = ManifestReader.read(clear, object.text(), object.name().set());
                case JSONSTAT -> clear.transferTo(OutputStream.nullOutputStream());
                default -> readTar(clear, object);
            }
        }
        Twins.of(exchange).content(object, HexFormat.of().formatHex(digest.digest()), manifest);
        exchange.getMessage().setBody(null);
    }

    private static void readTar(InputStream clear, SetObject object) throws IOException {
        EntryTarReader tar = new EntryTarReader(clear, object.text());
        while (tar.next() != null) {
            continue;
        }
        tar.readToEnd();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
