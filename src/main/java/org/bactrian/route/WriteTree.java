package org.bactrian.route;

import java.io.IOException;
import java.util.List;
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
import org.bactrian.restore.Renames;
import org.bactrian.restore.Restorables;
import org.bactrian.restore.TreeWriter;

/**
 * Makes the entries in the body, each one whole before it has its name. With {@code --ignore-errors} damage in the archive costs what
 * it damages and no more, and all of that is named.
 */
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
        Renames renames = new Renames(request.renames().stream().map(pair -> new Renames.Rename(pair.from(), pair.to())).toList());
        boolean sayEach = run.log().takes(Level.INFO);
        long damaged = 0;
        TreeWriter tree;
        try (Restorables entries = exchange.getMessage().getBody(Restorables.class)) {
            // a folder that is entered again must not be in the hands of a thread still
            int writers = renames.folders().isEmpty() ? threads : 1;
            tree = new TreeWriter(request.folder(), ownership, renames.folders(), run.log(), writers);
            try (tree) {
                for (ChainReader.Restorable next = entries.next(); next != null; next = entries.next()) {
                    run.beginEntry();
                    if (sayEach) {
                        run.log().say(Level.INFO, Code.ENTRY_RESTORING,
                                NameText.quoted(next.archivedName().toBytes()) + " " + next.entry().type().label(),
                                "Writing " + next.archivedName() + " of type " + next.entry().type().label());
                    }
                    run.doing("writing", next.archivedName());
                    if (write(run, request, tree, next, renames)) {
                        warnOfAge(run, entries, next);
                    } else {
                        damaged++;
                    }
                }
            }
            sayLost(run, entries.lost());
            requireSomething(request, tree.written() + tree.failed() + damaged, entries.lost());
        }
        long failed = tree.failed() + damaged;
        exchange.setProperty(RunProperties.ENTRY_ERRORS, (int) Math.min(Integer.MAX_VALUE, failed));
        exchange.getMessage().setBody(null);
    }

    /** @return false if the archive has it damaged */
    private static boolean write(Run run, ReadRequest request, TreeWriter tree, ChainReader.Restorable next, Renames renames) {
        try {
            tree.write(next.entry().withName(renames.of(next.entry().name())), next.content());
            return true;
        } catch (BactrianException e) {
            if (!request.ignoreErrors() || e.kind() != ErrorKind.HASH_MISMATCH) {
                throw e;
            }
            run.log().say(Level.WARNING, Code.WARNING_SKIPPED_AFTER_ERROR, NameText.quoted(next.archivedName().toBytes()),
                    "Left out " + next.archivedName() + ": " + e.getMessage());
            return false;
        }
    }

    /** A lost volume of a later set may have changed what an earlier one gave. */
    private static void warnOfAge(Run run, Restorables entries, ChainReader.Restorable next) {
        if (entries.isLost(next.archivedName())) {
            run.log().say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, NameText.quoted(next.archivedName().toBytes()),
                    next.archivedName() + " may be older than asked for: a volume that may have its changes could not be read");
        }
    }

    private static void sayLost(Run run, List<String> lost) {
        if (!lost.isEmpty()) {
            run.log().warning("Ignored, because of --ignore-errors, with all that is only there:");
            lost.forEach(run.log()::warning);
        }
    }

    private static void requireSomething(ReadRequest request, long entries, List<String> lost) {
        if (entries == 0 && !lost.isEmpty()) {
            throw new BactrianException(ErrorKind.HASH_MISMATCH, "Nothing could be restored: all volumes are damaged or missing",
                    "Restore from another time");
        }
        if (entries == 0 && request.path().length > 0) {
            throw new BactrianException(ErrorKind.PATH_NOT_IN_BACKUP,
                    NameText.of(request.path()) + " not found in archive - no files restored.",
                    "Paths are relative to the source; list-current-files shows them");
        }
    }
}
