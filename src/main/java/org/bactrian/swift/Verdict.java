package org.bactrian.swift;

import java.util.List;
import org.bactrian.error.ErrorKind;

/**
 * What an answer that is not a success means: the one table that decides which requests may be repeated, and why.
 *
 * @param from     the first status it holds for
 * @param to       the last
 * @param kind     how the failure counts
 * @param again    whether the same request may succeed later
 * @param reason   why (not)
 * @param guidance what to check
 */
public record Verdict(int from, int to, ErrorKind kind, boolean again, String reason, String guidance) {
    private static final String SERVER = "The server has trouble; if it goes on, ask its operator.";
    private static final String REQUEST = "This client and the server do not understand each other.";

    /** First match counts. */
    private static final List<Verdict> TABLE = List.of(
            new Verdict(300, 399, ErrorKind.STORE_FAILED, false, "the object is elsewhere, and will be", "Check the storage address."),
            new Verdict(401, 401, ErrorKind.CONNECTION_FAILED, false, "a fresh token was refused as well",
                    "Check that project and storage address belong together, and the clocks of both sides."),
            new Verdict(403, 403, ErrorKind.STORE_PERMISSION, false, "permissions do not change by asking again",
                    "Check that the project is the right one and that the user has a role in it that may do this."),
            new Verdict(404, 404, ErrorKind.STORE_NOT_FOUND, false, "what is not there does not appear by asking again",
                    "Check container, prefix, project and region."),
            new Verdict(408, 408, ErrorKind.STORE_FAILED, true, "the server did not get the request in time", SERVER),
            new Verdict(412, 412, ErrorKind.OBJECT_EXISTS, false, "the object is there, and was to be new", "Choose another name."),
            new Verdict(413, 413, ErrorKind.STORE_NO_SPACE, false, "a quota or the largest object size is exceeded",
                    "Free space, raise the quota, or set SWIFT_SEGMENT_SIZE below the server's limit."),
            new Verdict(422, 422, ErrorKind.UPLOAD_CORRUPTED, true, "the bytes that arrived are not those that were sent",
                    "If it goes on, check memory and network of this machine."),
            new Verdict(429, 429, ErrorKind.STORE_FAILED, true, "too many requests just now", "Use fewer uploads at once."),
            new Verdict(498, 498, ErrorKind.STORE_FAILED, true, "Swift's rate limit: too many writes just now",
                    "Use fewer uploads at once."),
            new Verdict(499, 499, ErrorKind.STORE_FAILED, true, "the server saw the connection end early", "Check the network."),
            new Verdict(400, 499, ErrorKind.STORE_FAILED, false, "the request itself is refused", REQUEST),
            new Verdict(501, 501, ErrorKind.STORE_FAILED, false, "the server does not know this request", REQUEST),
            new Verdict(505, 505, ErrorKind.STORE_FAILED, false, "the server does not speak HTTP/1.1", REQUEST),
            new Verdict(507, 507, ErrorKind.STORE_NO_SPACE, false, "the device is full", "Free space on the store."),
            new Verdict(500, 599, ErrorKind.STORE_FAILED, true, "the server may recover", SERVER),
            new Verdict(0, 999, ErrorKind.STORE_FAILED, false, "no answer that HTTP knows here", REQUEST));

    /** The verdict on a status code. */
    public static Verdict of(int status) {
        return TABLE.stream().filter(v -> status >= v.from && status <= v.to).findFirst().orElse(TABLE.get(TABLE.size() - 1));
    }

    /** The whole table, for documentation and tests. */
    public static List<Verdict> table() {
        return TABLE;
    }
}
