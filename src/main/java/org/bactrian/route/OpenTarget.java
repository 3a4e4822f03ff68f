package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.NameStyle;
import org.bactrian.chain.Prefixes;
import org.bactrian.chain.archive.ArchiveDirectory;
import org.bactrian.chain.archive.ArchiveLocation;
import org.bactrian.chain.archive.ArchiveLock;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.bactrian.store.StoreHeaders;

/**
 * Begins a command on a target: finds the store's routes by the URL's scheme, opens the archive directory and takes its
 * lock until the exchange is done. Only a backup or a replication makes a container or folder that is missing.
 */
public final class OpenTarget implements Processor {
    private Map<String, String> environment = System.getenv();

    /** Another environment than the process's, for tests. */
    public void setEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void process(Exchange exchange) {
        Object request = Run.request(exchange, Object.class);
        TargetOptions target = ((HasTarget) request).target();
        boolean create = request instanceof BackupRequest || request instanceof ReplicateRequest;
        address(exchange, target, create && !target.dryRun());
        Path folder = ArchiveLocation.resolve(Optional.ofNullable(target.archiveDir()), Optional.ofNullable(target.name()),
                target.target().url(), environment);
        NameScheme names = names(target);
        ArchiveDirectory archive = ArchiveDirectory.open(folder, names);
        unlockWhenDone(exchange, archive.lock());
        SealProvider seals = exchange.getProperty(RunProperties.SEAL_PROVIDER, SealProvider.class);
        new Run(exchange, target, names, seals != null && seals.keepsSealed() ? archive.sealed(seals) : archive);
    }

    /** Makes a target the one that the store's routes are about from here on; {@code create} makes what is missing of it. */
    static void address(Exchange exchange, TargetOptions target, boolean create) {
        String scheme = target.target().scheme();
        if (!Runtime.hasRoute(exchange.getContext(), scheme + "-list")) {
            throw new BactrianException(ErrorKind.USER_ERROR, "No store for '" + scheme + "' in " + target.target().url(),
                    "Give a file:// or swift:// URL, or add the five routes of that store to the routes folder");
        }
        exchange.setProperty(RunProperties.SCHEME, scheme);
        exchange.getMessage().setHeader(StoreHeaders.TARGET, target.target().url());
        exchange.getMessage().setHeader(StoreHeaders.CREATE, create);
    }

    private static void unlockWhenDone(Exchange exchange, ArchiveLock lock) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try (lock) {
                    Run.of(done).close();
                } catch (IOException e) {
                    Run.log(done).warning("Cannot clean up the archive directory: " + e.getMessage());
                }
            }
        });
    }

    /** How the names of a target's objects are spelt. */
    static NameScheme names(TargetOptions target) {
        TargetOptions.Prefixes p = target.prefixes();
        return new NameScheme(NameStyle.valueOf(target.style().name()),
                target.separator() == null ? ':' : target.separator().charAt(0),
                new Prefixes(p.all(), p.archive(), p.manifest(), p.signature(), p.jsonstat()), ZoneId.systemDefault());
    }
}
