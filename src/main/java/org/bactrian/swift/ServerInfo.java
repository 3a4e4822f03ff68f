package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.bactrian.swift.http.HttpReply;

/**
 * What a Swift says it can do ({@code GET /info}).
 *
 * @param largestObject bytes of the largest plain object; 0 if it does not say
 * @param staticLarge   whether it has static large objects
 * @param dynamicLarge  whether it has dynamic ones
 * @param bulkDelete    how many names one bulk delete may have; 0 if it has none
 */
public record ServerInfo(long largestObject, boolean staticLarge, boolean dynamicLarge, int bulkDelete) {
    /** For servers that do not tell. */
    static final ServerInfo NOTHING = new ServerInfo(0, false, false, 0);
    private static final int LIMIT = 1024 * 1024;
    private static final int DEFAULT_BULK = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the answer; whatever is wrong with it, nothing is promised then. Closes it. */
    static ServerInfo of(HttpReply reply) {
        try (reply) {
            if (!reply.isSuccess()) {
                reply.text();
                return NOTHING;
            }
            JsonNode info = JSON.readTree(reply.body().readNBytes(LIMIT));
            return new ServerInfo(info.path("swift").path("max_file_size").asLong(), info.has("slo"), info.has("dlo"),
                    info.has("bulk_delete") ? info.path("bulk_delete").path("max_deletes_per_request").asInt(DEFAULT_BULK) : 0);
        } catch (IOException e) {
            return NOTHING;
        }
    }
}
