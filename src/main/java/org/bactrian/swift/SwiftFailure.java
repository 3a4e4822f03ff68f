package org.bactrian.swift;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import javax.net.ssl.SSLException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.BodyFailedException;
import org.bactrian.swift.http.HttpReply;

/** A request that Swift did not fulfil. Names the operation and the object, never a token. */
public final class SwiftFailure extends BactrianException {
    private static final long serialVersionUID = 1L;
    private static final int TEXT_LIMIT = 160;

    private final int status;
    private final long retryAfter;

    private SwiftFailure(ErrorKind kind, String message, String guidance, boolean again, int status, long retryAfter, Throwable cause) {
        super(kind, message, guidance, again, cause);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** For an answer whose status is no success. Reads its text and closes it. @param what operation and object, for the message */
    static SwiftFailure of(String what, HttpReply reply) {
        try (reply) {
            Verdict verdict = Verdict.of(reply.status());
            return new SwiftFailure(verdict.kind(), "Swift refuses " + what + ": HTTP " + reply.status() + plain(reply.text()),
                    verdict.guidance(), verdict.again(), reply.status(), RetryAfter.seconds(reply.header("Retry-After"), reply.header("Date")), null);
        }
    }

    /** For "not found" of an object that was stored a moment ago: the store may not have caught up. Closes the answer. */
    static SwiftFailure notYet(String what, HttpReply reply) {
        reply.close();
        return new SwiftFailure(ErrorKind.STORE_NOT_FOUND, "Swift does not find " + what + ", which was stored a moment ago",
                "The store lags behind, or lost it.", true, reply.status(), 0, null);
    }

    /** For a request that got no answer. */
    static SwiftFailure of(String what, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof BodyFailedException) {
            return new SwiftFailure(ErrorKind.GENERAL, "What was to be sent with " + what + " cannot be read: " + reason,
                    "Check the disk that holds temporary files.", false, 0, 0, e);
        }
        if (e instanceof SSLException) {
            return new SwiftFailure(ErrorKind.CONNECTION_FAILED, what + ": no secure connection: " + reason,
                    "Check the certificate; name its authority with SWIFT_CACERT or OS_CACERT.", false, 0, 0, e);
        }
        boolean connect = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
        return new SwiftFailure(connect ? ErrorKind.CONNECTION_FAILED : ErrorKind.STORE_FAILED,
                what + ": " + (connect ? "cannot connect: " : "the connection failed: ") + reason,
                "Check the network and whether the server is up.", true, 0, 0, e);
    }

    /** For an answer that contradicts what was asked for. */
    static SwiftFailure of(ErrorKind kind, String message, String guidance, boolean again) {
        return new SwiftFailure(kind, message, guidance, again, 0, 0, null);
    }

    /** For a container that lies on other devices than asked for (spec 11: exit code 1). */
    public static SwiftFailure wrongPolicy(String container, String has, String wanted) {
        return of(ErrorKind.GENERAL, "Container '" + container + "' exists but its storage policy is '" + has + "' not '" + wanted + "'.",
                "Use another container, or ask for the policy it has.", false);
    }

    /** For an object or container that is not there. */
    public static SwiftFailure notFound(String what) {
        return of(ErrorKind.STORE_NOT_FOUND, "There is no " + what, Verdict.of(404).guidance(), false);
    }

    /** The HTTP status; 0 if there was none. */
    public int status() {
        return status;
    }

    /** How many seconds the server asks to wait; 0 if it does not say. */
    public long retryAfter() {
        return retryAfter;
    }

    /** The first line of an error page without its tags, bounded. */
    private static String plain(String text) {
        String line = text.replaceAll("(?s)<[^>]*>", " ").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.isEmpty() ? "" : ", " + (line.length() > TEXT_LIMIT ? line.substring(0, TEXT_LIMIT) + "…" : line);
    }
}
