package org.bactrian.route;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.chain.archive.ArchiveDirectory;
import org.bactrian.chain.archive.PendingFile;
import org.bactrian.chain.archive.SyncPlan;
import org.bactrian.error.BactrianException;
import org.bactrian.seal.Spool;

/**
 * Keeps an object in the archive directory: an opened one as duplicity does, manifests plain, signatures gzipped (spec 6); a sealed
 * one, if copies are to be kept sealed, as it came. What belongs to another set, as the manifests tell ({@link SetTies}), is refused; the
 * manifests are kept first.
 */
public final class KeepMetadata implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject object = exchange.getProperty(AddressCopy.COPY, SyncPlan.Copy.class).from();
        ObjectName name = object.name();
        ArchiveDirectory archive = Run.of(exchange).archive();
        boolean asItCame = name.kind() == ObjectKind.MANIFEST || exchange.getProperty(AddressCopy.SEALED, Boolean.class);
        try (InputStream clear = content(exchange); PendingFile file = archive.write(name)) {
            if (asItCame) {
                clear.transferTo(file);
            } else {
                OutputStream zipped = new GZIPOutputStream(file, 1 << 16);
                archive.proving(name, clear, object.text()).transferTo(zipped);
                ((GZIPOutputStream) zipped).finish();
            }
            file.commit();
        }
        if (name.kind() == ObjectKind.MANIFEST) {
            proveManifest(archive, object);
        }
        exchange.getMessage().setBody(null);
    }

    /** That of another set is not kept. */
    private static void proveManifest(ArchiveDirectory archive, SetObject manifest) throws IOException {
        SetId set = manifest.name().set();
        try {
            archive.provenance(set).ties().requireSet(set, manifest.text());
        } catch (BactrianException e) {
            archive.delete(archive.find(ObjectKind.MANIFEST, set).orElseThrow().getFileName().toString());
            throw e;
        }
    }

    private static InputStream content(Exchange exchange) throws IOException {
        return exchange.getMessage().getBody() instanceof Spool sealed ? closing(sealed)
                : exchange.getMessage().getBody(InputStream.class);
    }

    /** Gives the spool's room back with the stream. */
    private static InputStream closing(Spool sealed) throws IOException {
        return new FilterInputStream(sealed.openStream()) {
            @Override
            public void close() throws IOException {
                try (sealed) {
                    in.close();
                }
            }
        };
    }
}
