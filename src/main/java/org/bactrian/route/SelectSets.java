package org.bactrian.route;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.Packing;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.EntryName;

/**
 * The body becomes the sets of which the state at the time asked for is made, each with its manifest. If anything of them
 * is missing, the command ends before it has written anything, unless errors are to be ignored.
 */
public final class SelectSets implements Processor {
    /** A set and its manifest. */
    record ChosenSet(BackupSet set, Manifest manifest) {
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        Instant time = run.stateAt(request.time(), Run.clock(exchange));
        List<ChosenSet> chosen = new ArrayList<>();
        for (BackupSet set : run.sets().chainAt(time).setsUpTo(time)) {
            Manifest manifest = run.archive().manifest(set.id()).orElseThrow(() -> new BactrianException(
                    ErrorKind.MANIFEST_UNREADABLE, "The manifest of the " + set.id() + " is neither on the store nor in "
                    + run.archive().folder(), "Restore from another time"));
            if (!request.ignoreErrors()) {
                requireVolumes(run, set, manifest, EntryName.of(request.path()));
            }
            chosen.add(new ChosenSet(set, manifest));
        }
        exchange.getMessage().setBody(chosen);
    }

    /** Only volumes that may have something of what is asked for count. */
    private static void requireVolumes(Run run, BackupSet set, Manifest manifest, EntryName path) {
        for (Manifest.Volume volume : manifest.volumesFor(path)) {
            if (set.volume(volume.number()).isEmpty()) {
                Packing packing = set.manifest().map(object -> object.name().packing()).filter(Packing::encrypted)
                        .orElse(Packing.GZIP);
                throw new BactrianException(ErrorKind.STORE_NOT_FOUND, "The " + set.id() + " lacks volume "
                        + volume.number() + ", " + run.names().format(set.id().volume(volume.number(), packing))
                        + "; nothing was begun",
                        "Restore from a time before it, or with --path-to-restore what is not between "
                                + volume.start() + " and " + volume.end() + ", or with --ignore-errors what is left");
            }
        }
    }
}
