package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an account's listing says of a container.
 *
 * @param name    its name
 * @param objects how many it holds
 * @param bytes   their sizes together
 */
public record ContainerInfo(String name, long objects, long bytes) {
    /** Reads an entry of a listing. */
    static ContainerInfo of(JsonNode entry) {
        return new ContainerInfo(entry.path("name").asText(), entry.path("count").asLong(), entry.path("bytes").asLong());
    }
}
