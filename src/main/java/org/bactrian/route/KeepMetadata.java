package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.archive.PendingFile;
import org.bactrian.chain.archive.SyncPlan;

/** Keeps an opened object in the archive directory as duplicity does: manifests plain, signatures gzipped (spec 6). */
public final class KeepMetadata implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        ObjectName name = exchange.getProperty(AddressCopy.COPY, SyncPlan.Copy.class).from().name();
        try (InputStream clear = exchange.getMessage().getBody(InputStream.class);
                PendingFile file = Run.of(exchange).archive().write(name)) {
            if (name.kind() == ObjectKind.MANIFEST) {
                clear.transferTo(file);
            } else {
                OutputStream zipped = new GZIPOutputStream(file, 1 << 16);
                clear.transferTo(zipped);
                ((GZIPOutputStream) zipped).finish();
            }
            file.commit();
        }
        exchange.getMessage().setBody(null);
    }
}
