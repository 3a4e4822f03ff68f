package org.bactrian.swift.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import javax.net.ssl.SSLException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpCall;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.HttpTransport;

/** What the versions of the identity interface have in common: the call, its failures, the life of a token. */
final class IdentityService {
    /** A catalogue of many regions takes some 100 KiB. */
    private static final int ANSWER_LIMIT = 8 * 1024 * 1024;
    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer that was a success. */
    record Answer(HttpReply reply, JsonNode json) {
    }

    private final Credentials credentials;
    private final HttpTransport transport;
    private final InstantSource clock;

    IdentityService(Credentials credentials, HttpTransport transport, InstantSource clock) {
        this.credentials = credentials;
        this.transport = transport;
        this.clock = clock;
    }

    /** Sends a login. @throws BactrianException for anything but success, without naming what was sent */
    Answer ask(HttpCall call) {
        try (HttpReply reply = transport.send(call)) {
            byte[] body = reply.body().readNBytes(ANSWER_LIMIT);
            if (!reply.isSuccess()) {
                throw refused(call.uri(), reply.status());
            }
            return new Answer(reply, body.length == 0 ? JSON.missingNode() : JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw new BactrianException(ErrorKind.CONNECTION_FAILED, call.uri() + " answers the login with something that is not JSON",
                    "Check that " + credentials.nameOf(Setting.AUTH_URL) + " is the address of an identity service.");
        } catch (SSLException e) {
            throw new BactrianException(ErrorKind.CONNECTION_FAILED, call.uri() + ": no secure connection: " + e.getMessage(),
                    "Check the certificate; name its authority with " + credentials.nameOf(Setting.CA_FILE) + ".", e);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.CONNECTION_FAILED, call.uri() + " cannot be reached for the login: " + reason(e),
                    "Check the address, the network, and whether the service is up.", true, e);
        }
    }

    private BactrianException refused(URI uri, int status) {
        boolean again = status == 408 || status == 429 || status >= 500;
        String guidance = switch (status) {
            case 401 -> "Check user, password, project and domains, and this machine's clock.";
            case 403 -> "The user may not enter this project: it needs a role there.";
            case 300, 404, 405 -> "Check " + credentials.nameOf(Setting.AUTH_URL) + " and " + credentials.nameOf(Setting.VERSION)
                    + ": this address does not speak that version.";
            default -> again ? "The identity service has trouble; try later." : "Check the settings of the account.";
        };
        return new BactrianException(ErrorKind.CONNECTION_FAILED,
                uri + " refuses the login of " + credentials + " (HTTP " + status + ")", guidance, again, null);
    }

    /** The token's end in our clock's terms. @param issued may be empty; then it began now */
    Instant renewal(String issued, String expires) {
        Instant now = clock.instant();
        try {
            Instant begin = issued.isEmpty() ? now : OffsetDateTime.parse(issued).toInstant();
            return Token.renewal(now, Duration.between(begin, OffsetDateTime.parse(expires).toInstant()));
        } catch (DateTimeParseException e) {
            return Instant.MAX; // then a 401 will tell
        }
    }

    /** The token's end when the server gives its life in seconds. */
    Instant renewal(long seconds) {
        return Token.renewal(clock.instant(), Duration.ofSeconds(seconds));
    }

    /** A server's answer that lacks what it must have. */
    static BactrianException incomplete(URI uri, String what) {
        return new BactrianException(ErrorKind.CONNECTION_FAILED, uri + " answers the login without " + what,
                "Check that the address is that of an identity service.");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
