package org.bactrian.swift.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How servers are reached. Immutable; {@code with…} gives a changed copy.
 *
 * @param connectTimeout how long a connection may take
 * @param silence        how long a peer may neither take nor give a byte before it counts as gone
 * @param caFile         PEM file of the authorities to trust instead of Java's; null for Java's
 * @param clientCert     PEM file of our certificate chain; null for none
 * @param clientKey      PEM file (PKCS#8) of its key; null if {@code clientCert} holds it too
 * @param insecure       whether to accept any certificate
 * @param proxy          host and port of an HTTP proxy; null to go straight
 */
public record TransportSettings(Duration connectTimeout, Duration silence, Path caFile, Path clientCert, Path clientKey,
        boolean insecure, InetSocketAddress proxy) {
    /** 30 s each, as duplicity's {@code --timeout}; Java's authorities; no proxy. */
    public static final TransportSettings DEFAULT =
            new TransportSettings(Duration.ofSeconds(30), Duration.ofSeconds(30), null, null, null, false, null);

    /** Both timeouts set to one value. */
    public TransportSettings withTimeout(Duration timeout) {
        return new TransportSettings(timeout, timeout, caFile, clientCert, clientKey, insecure, proxy);
    }

    /** Other trust settings. */
    public TransportSettings withTls(Path ca, Path cert, Path key, boolean acceptAny) {
        return new TransportSettings(connectTimeout, silence, ca, cert, key, acceptAny, proxy);
    }

    /** The address of a proxy for these settings. @param address {@code http://host:port}; port 8080 if it names none */
    public static InetSocketAddress proxyAt(URI address) {
        return InetSocketAddress.createUnresolved(address.getHost(), address.getPort() < 0 ? 8080 : address.getPort());
    }
}
