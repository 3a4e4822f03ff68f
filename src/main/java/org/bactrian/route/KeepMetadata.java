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
import org.bactrian.chain.archive.PendingFile;
import org.bactrian.chain.archive.SyncPlan;
import org.bactrian.seal.Spool;

/**
 * Keeps an object in the archive directory: an opened one as duplicity does, manifests plain, signatures gzipped (spec 6); a sealed
 * one, if copies are to be kept sealed, as it came.
 */
public final class KeepMetadata implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        ObjectName name = exchange.getProperty(AddressCopy.COPY, SyncPlan.Copy.class).from().name();
        boolean asItCame = name.kind() == ObjectKind.MANIFEST || exchange.getProperty(AddressCopy.SEALED, Boolean.class);
        try (InputStream clear = content(exchange); PendingFile file = Run.of(exchange).archive().write(name)) {
            if (asItCame) {
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
