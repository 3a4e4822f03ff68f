package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.Ownership;
import org.bactrian.restore.TreeWriter;

/** Makes the entries in the body, each one whole before it has its name. */
public final class WriteTree implements Processor {
    private int threads;

    /** How many threads make small files; 0, the default, for as many as there are processors. */
    public void setThreads(int threads) {
        this.threads = threads;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        Ownership ownership = request.ownership() == ReadRequest.OwnerMode.NONE ? null
                : new Ownership(request.ownership() == ReadRequest.OwnerMode.NUMBERS);
        long failed;
        long written;
        try (ChainReader reader = exchange.getMessage().getBody(ChainReader.class)) {
            TreeWriter tree = new TreeWriter(request.folder(), ownership, run.log(), threads);
            try (tree) {
                for (ChainReader.Restorable next = reader.next(); next != null; next = reader.next()) {
                    run.beginEntry();
                    run.log().say(Level.INFO, Code.ENTRY_RESTORING, NameText.quoted(next.archivedName().toBytes()),
                            "Writing " + next.archivedName() + " of type " + next.entry().type().label());
                    run.doing("writing", next.archivedName());
                    tree.write(next.entry(), next.content());
                }
            }
            failed = tree.failed();
            written = tree.written();
        }
        requireSomething(request, written + failed);
        exchange.setProperty(RunProperties.ENTRY_ERRORS, (int) Math.min(Integer.MAX_VALUE, failed));
        exchange.getMessage().setBody(null);
    }

    private static void requireSomething(ReadRequest request, long entries) {
        if (entries == 0 && request.path().length > 0) {
            throw new BactrianException(ErrorKind.PATH_NOT_IN_BACKUP,
                    NameText.of(request.path()) + " not found in archive - no files restored.",
                    "Paths are relative to the source; list-current-files shows them");
        }
    }
}
