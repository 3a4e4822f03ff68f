package org.bactrian.swift;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpCall;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.HttpTransport;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.swift.http.TransportSettings;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Identity;
import org.bactrian.swift.identity.Session;
import org.bactrian.swift.identity.Setting;
import org.bactrian.swift.identity.Token;

/**
 * One account of one project on one Swift: the session, the connections, and the settings that concern storage. All
 * threads share it; accounts share nothing, so nothing can land in another's. Nothing is asked of any server before the first request.
 */
public final class SwiftAccount {
    /** Swift's usual limit, less the byte that makes it one. */
    private static final long LARGEST_OBJECT = 5L * 1024 * 1024 * 1024 - 1;

    private final Credentials credentials;
    private final HttpTransport transport;
    private final Session session;
    private final long segmentSize;
    private final RecentChanges changes;
    private final InstantSource clock;
    private volatile ServerInfo info;

    /** @throws BactrianException of kind USER_ERROR if a setting is missing or wrong */
    public SwiftAccount(Credentials credentials, HttpTransport transport, InstantSource clock) {
        this.credentials = credentials;
        this.transport = transport;
        this.session = new Session(Identity.of(credentials, transport, clock), clock);
        this.clock = clock;
        this.changes = new RecentChanges(clock);
        this.segmentSize = credentials.number(Setting.SEGMENT_SIZE, LARGEST_OBJECT);
    }

    private SwiftAccount(SwiftAccount same, long segmentSize) {
        this.credentials = same.credentials;
        this.transport = same.transport;
        this.session = same.session;
        this.clock = same.clock;
        this.changes = same.changes;
        this.segmentSize = segmentSize;
    }

    /** An account with connections of its own, made as the settings say. */
    public static SwiftAccount of(Credentials credentials) {
        try {
            return new SwiftAccount(credentials, new HttpTransport(settings(credentials)), InstantSource.system());
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The connection's settings cannot be used: " + e.getMessage(),
                    "Check the certificate and key files that OS_CACERT, OS_CERT and OS_KEY (or SWIFT_…) name.", e);
        }
    }

    private static TransportSettings settings(Credentials credentials) {
        TransportSettings standard = TransportSettings.DEFAULT;
        return new TransportSettings(
                Duration.ofSeconds(credentials.number(Setting.CONNECT_TIMEOUT, standard.connectTimeout().toSeconds())),
                Duration.ofSeconds(credentials.number(Setting.READ_TIMEOUT, standard.silence().toSeconds())),
                path(credentials, Setting.CA_FILE), path(credentials, Setting.CLIENT_CERT), path(credentials, Setting.CLIENT_KEY),
                credentials.isOn(Setting.INSECURE), credentials.address(Setting.PROXY).map(TransportSettings::proxyAt).orElse(null));
    }

    private static Path path(Credentials credentials, Setting setting) {
        return credentials.get(setting).map(Path::of).orElse(null);
    }

    /** The storage policy for containers that are created, if one was asked for. */
    public Optional<String> storagePolicy() {
        return credentials.get(Setting.STORAGE_POLICY);
    }

    /** Objects of more bytes are stored in segments of this size. */
    public long segmentSize() {
        return segmentSize;
    }

    /** The account's address on Swift; logs in if need be. */
    public URI storage() {
        return session.token().storage();
    }

    /** Asks for a new token, whatever the old one is worth. @throws BactrianException if the login fails */
    public void renewToken() {
        session.renew(session.token());
    }

    /** How many logins the account took so far. */
    public long logins() {
        return session.logins();
    }

    /** Forgets the token for one that no server knows, so that the next request must find out and log in again. */
    public void spoilToken() {
        session.spoil();
    }

    /** The same account and session with another limit for plain objects. @param bytes above zero */
    public SwiftAccount withSegmentSize(long bytes) {
        return new SwiftAccount(this, bytes);
    }

    /** What the server says it can do; asked once. */
    public ServerInfo info() {
        ServerInfo known = info;
        if (known == null) {
            URI storage = storage();
            String path = storage.getRawPath().replaceFirst("/v1(\\.0)?/.*$", "/info");
            String what = "GET " + path;
            try {
                known = ServerInfo.of(transport.send(HttpCall.of("GET", storage.resolve(path))));
            } catch (IOException e) {
                throw SwiftFailure.of(what, e);
            }
            info = known;
        }
        return known;
    }

    /** What this process changed lately. */
    RecentChanges changes() {
        return changes;
    }

    /** The account's clock. */
    Instant now() {
        return clock.instant();
    }

    /**
     * Sends a request with a token. If the token is refused, a new one is asked for and the whole request sent once
     * more, from its first byte.
     *
     * @param what    operation and object, for messages
     * @param method  GET, PUT …
     * @param path    below the account, encoded, beginning with a slash; may be empty
     * @param headers without the token
     * @param body    null for none
     * @return any answer but a 401; the caller closes it
     * @throws BactrianException if there is no answer, or no login
     */
    HttpReply send(String what, String method, String path, Map<String, String> headers, RequestBody body) {
        Token token = session.token();
        HttpReply reply = sendOnce(what, method, path, headers, body, token);
        if (reply.status() != 401) {
            return reply;
        }
        if (body != null && !body.canOpen()) {
            reply.close();
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, "The token ended during " + what + ", whose bytes cannot be read again",
                    "Start the operation anew.", false);
        }
        reply.close();
        HttpReply second = sendOnce(what, method, path, headers, body, session.renew(token));
        if (second.status() == 401) {
            throw SwiftFailure.of(what, second);
        }
        return second;
    }

    private HttpReply sendOnce(String what, String method, String path, Map<String, String> headers, RequestBody body, Token token) {
        HttpCall call = HttpCall.of(method, URI.create(token.storage() + path))
                .with(headers).with("X-Auth-Token", token.secret()).with(body);
        try {
            return transport.send(call);
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    /** Who and where, without secrets. */
    @Override
    public String toString() {
        return credentials.toString();
    }
}
