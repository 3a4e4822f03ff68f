package org.bactrian.route;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.chain.ManifestWriter;
import org.bactrian.chain.Provenance;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.request.BackupRequest;
import org.bactrian.seal.Sealable;
import org.bactrian.source.RawPath;
import org.bactrian.source.Walk;

/**
 * The body becomes the set's manifest, to be sealed. It is written to the archive directory first, under a name that
 * nobody reads, because it may be long and is kept there anyway once it is stored.
 */
public final class SetManifest implements Processor {
    private HostName hostName = HostName.SYSTEM;

    /** Another host name than the system's, for tests. */
    public void setHostName(HostName hostName) {
        this.hostName = hostName;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        Path file = set.files().manifest();
        write(file, set, Run.request(exchange, BackupRequest.class), provenance(exchange, run));
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(plain);
            }
        });
        run.addressNew(exchange, run.names().format(set.id().manifest(run.manifestPacking())), run.manifestPacking());
    }

    private static Provenance provenance(Exchange exchange, Run run) {
        long lease = run.lease().map(held -> Math.max(held.record().counter(), LeaseCounter.next(run))).orElse(0L);
        return new Provenance(lease, Optional.ofNullable(exchange.getProperty(RunProperties.SLOT, Instant.class)),
                run.newSet().ties());
    }

    private void write(Path file, NewSet set, BackupRequest request, Provenance provenance) throws IOException {
        WorkFile out = new WorkFile(file);
        try (ManifestWriter manifest = new ManifestWriter(out)) {
            manifest.header(hostName.get(), Walk.shownRoot(RawPath.bytes(Path.of(request.source()))), provenance);
            for (JournalVolume volume : set.storedVolumes()) {
                manifest.volume(volume.block());
            }
            manifest.filelist(set.records().fileCount(), set.records().files());
            manifest.flush();
            out.sync();
        }
    }
}
