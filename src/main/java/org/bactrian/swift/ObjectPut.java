package org.bactrian.swift;

import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;

/** One PUT of one object, and the proof that it arrived. */
final class ObjectPut {
    private final SwiftAccount account;

    ObjectPut(SwiftAccount account) {
        this.account = account;
    }

    /** @return the ETag, equal to the MD5 of what was sent */
    String put(String container, String name, RequestBody body, PutOptions options) {
        String what = "PUT " + SwiftClient.url(container, name);
        Map<String, String> headers = options.toHeaders();
        try (HttpReply reply = account.send(what, "PUT", SwiftPath.of(container, name), headers, body)) {
            SwiftClient.check(what, reply);
            compare(what, body, options, reply);
            return reply.sentMd5();
        }
    }

    private static void compare(String what, RequestBody body, PutOptions options, HttpReply reply) {
        String stored = reply.header("ETag") == null ? "" : reply.header("ETag").replace("\"", "");
        if (reply.sentMd5() == null) {
            throw wrong(what + ": Swift reports success after " + reply.sent() + " of " + body.length() + " bytes");
        }
        if (!reply.sentMd5().equals(stored)) {
            throw wrong(what + ": Swift stored something with ETag \"" + stored + "\", sent were " + reply.sent()
                    + " bytes with MD5 " + reply.sentMd5());
        }
        if (options.md5() != null && !options.md5().equals(stored)) {
            throw wrong(what + ": " + reply.sent() + " bytes with MD5 " + stored + " were sent, to be sent was MD5 " + options.md5());
        }
    }

    private static SwiftFailure wrong(String message) {
        return SwiftFailure.of(ErrorKind.UPLOAD_CORRUPTED, message, "If it goes on, check memory and disk of this machine and the network.",
                true);
    }
}
