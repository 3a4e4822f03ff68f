package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;

/** Removes many plain objects with few requests, where the server can; else one by one. */
final class BulkDelete {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_LIMIT = 16 * 1024 * 1024;

    private final SwiftAccount account;

    BulkDelete(SwiftAccount account) {
        this.account = account;
    }

    /**
     * Removes them all; what is not there is no error.
     *
     * @param paths encoded, {@code /container/object}
     * @throws SwiftFailure naming the first that could not be removed; the others may be gone
     */
    void delete(List<String> paths) {
        int most = account.info().bulkDelete();
        if (most == 0 || paths.size() < 2) {
            paths.forEach(this::deleteOne);
            return;
        }
        for (int from = 0; from < paths.size(); from += most) {
            deleteSome(paths.subList(from, Math.min(paths.size(), from + most)));
        }
    }

    private void deleteSome(List<String> paths) {
        String what = "the removal of " + paths.size() + " objects";
        RequestBody names = RequestBody.of(String.join("\n", paths).getBytes(StandardCharsets.US_ASCII));
        Map<String, String> headers = Map.of("Content-Type", "text/plain", "Accept", "application/json");
        try (HttpReply reply = account.send(what, "POST", "?bulk-delete", headers, names)) {
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            check(what, JSON.readTree(reply.body().readNBytes(ANSWER_LIMIT)), paths.size());
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    /** The real status stands in the body: the head was sent before the work began. */
    private static void check(String what, JsonNode result, int asked) {
        List<String> errors = new ArrayList<>();
        result.path("Errors").forEach(e -> errors.add(e.path(0).asText() + " " + e.path(1).asText()));
        long done = result.path("Number Deleted").asLong() + result.path("Number Not Found").asLong();
        if (!errors.isEmpty() || done != asked) {
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, "Swift refuses " + what + ": " + result.path("Response Status").asText()
                    + (errors.isEmpty() ? ", " + done + " were done" : ", first " + errors.get(0)), "Try again.", true);
        }
    }

    private void deleteOne(String path) {
        String what = "DELETE " + path;
        try (HttpReply reply = account.send(what, "DELETE", path, Map.of(), null)) {
            if (reply.status() != 404) {
                SwiftClient.check(what, reply);
            }
        }
    }
}
