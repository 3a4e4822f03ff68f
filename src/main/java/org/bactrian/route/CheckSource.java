package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SourceIdentity;
import org.bactrian.request.BackupRequest;
import org.bactrian.source.RawPath;
import org.bactrian.source.Walk;
import org.bactrian.store.StoreHeaders;

/**
 * Compares the manifest in the body, of the set that the increment builds on, with its copy in the archive directory, and
 * both with this host and source (spec 2.4). That it could be opened shows that the passphrase or key is the chain's.
 */
public final class CheckSource implements Processor {
    private HostName hostName = HostName.SYSTEM;

    /** Another host name than the system's, for tests. */
    public void setHostName(HostName hostName) {
        this.hostName = hostName;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        SetId last = run.sets().active().orElseThrow().chain().last().id();
        Manifest manifest = SourceIdentity.lastManifest(remote(exchange, last), run.archive().manifest(last));
        if (!request.chain().allowSourceMismatch()) {
            String host = hostName.get();
            String longName = manifest.hostname().filter(host::equals).isPresent() ? host : longName(host);
            new SourceIdentity(host, longName,
                    Walk.shownRoot(RawPath.bytes(Path.of(request.source())))).check(manifest);
        }
        exchange.getMessage().setBody(null);
    }

    private static Optional<Manifest> remote(Exchange exchange, SetId last) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof InputStream)) {
            return Optional.empty();
        }
        try (InputStream clear = (InputStream) body) {
            return Optional.of(ManifestReader.read(clear, exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class), last));
        }
    }

    /** The name with its domain, which old versions wrote; asked for only if the short one does not fit, for it may take time. */
    private static String longName(String host) {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (IOException e) {
            return host;
        }
    }
}
