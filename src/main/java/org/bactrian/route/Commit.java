package org.bactrian.route;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.Packing;

/**
 * The manifest is stored, so the set exists: its metadata get their names in the archive directory. Should that fail, the
 * next run copies them from the store. If copies are to be kept sealed, these are the sealed objects as they were stored, and what was
 * written in the clear meanwhile is removed.
 */
public final class Commit implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        Path folder = run.archive().folder();
        if (run.keepsSealed()) {
            KeepSealed.commit(run, run.names().format(set.id().signatures(Packing.OPENPGP)));
            KeepSealed.commit(run, run.names().format(set.id().manifest(Packing.OPENPGP)));
            Files.delete(folder.resolve(SetManifest.PENDING));
            dropOlder(folder, folder); // the record of identities has names in it
            exchange.getMessage().setBody(null);
            return;
        }
        keep(set.records().signatureFile(), folder.resolve(run.names().format(set.id().signatures(Packing.GZIP))));
        keep(folder.resolve(SetManifest.PENDING), folder.resolve(run.names().format(set.id().manifest(Packing.PLAIN))));
        Path identities = FindChanges.identityFile(folder, set.id().time());
        keep(set.identityFile(), identities);
        dropOlder(folder, identities);
        exchange.getMessage().setBody(null);
    }

    private static void keep(Path pending, Path name) throws IOException {
        Files.move(pending, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void dropOlder(Path folder, Path newest) throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "bactrian-identities.*")) {
            for (Path record : records) {
                if (!record.equals(newest)) {
                    Files.delete(record);
                }
            }
        }
    }
}
