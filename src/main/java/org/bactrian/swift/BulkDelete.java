package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes many plain objects with few requests, where the server can; else one by one. */
final class BulkDelete {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDelete.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A request of this many takes seconds; the server's own limit takes minutes. */
    private static final int MOST_AT_ONCE = 500;
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
        int most = Math.min(MOST_AT_ONCE, account.info().bulkDelete());
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
            JsonNode result = JSON.readTree(reply.body().readNBytes(ANSWER_LIMIT));
            long done = result.path("Number Deleted").asLong() + result.path("Number Not Found").asLong();
            if (done != paths.size()) {
                deleteOneByOne(paths, done);
            }
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    /**
     * After a bulk request that was not fully granted: its token may have ended on the way, or the server have stopped
     * at some time limit. Each object then tells its own reason, if it has one.
     */
    private void deleteOneByOne(List<String> paths, long done) {
        LOG.info("Swift removed {} of {} objects at once; the others go one by one", done, paths.size());
        paths.forEach(this::deleteOne);
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
