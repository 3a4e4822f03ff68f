package org.bactrian.swift.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Finds the account's address among the services that Keystone names, by region and interface. */
final class Catalogue {
    private static final String SERVICE = "object-store";

    private final Credentials credentials;
    private final Optional<String> region;
    private final String face;
    private final URI override;

    Catalogue(Credentials credentials) {
        this.credentials = credentials;
        region = credentials.get(Setting.REGION);
        face = credentials.first(Setting.INTERFACE, Setting.INTERFACE_OLD).orElse("public")
                .toLowerCase(Locale.ROOT).replaceFirst("url$", "");
        if (!List.of("public", "internal", "admin").contains(face)) {
            throw new BactrianException(ErrorKind.USER_ERROR, credentials.nameOf(Setting.INTERFACE) + " is " + face,
                    "It is public, internal or admin.");
        }
        override = credentials.address(Setting.STORAGE_URL).orElse(null);
    }

    /** From {@code token.catalog}: one entry an interface. */
    URI chooseV3(JsonNode catalog) {
        List<String> seen = new ArrayList<>();
        if (override == null) {
            for (JsonNode service : catalog) {
                for (JsonNode endpoint : endpoints(service)) {
                    String at = endpoint.path("region_id").asText(endpoint.path("region").asText());
                    seen.add(endpoint.path("interface").asText() + " in " + at);
                    if (face.equals(endpoint.path("interface").asText()) && isRegion(at)) {
                        return Addresses.parse(endpoint.path("url").asText(), "The catalogue's address");
                    }
                }
            }
            throw none(seen);
        }
        return override;
    }

    /** From {@code access.serviceCatalog}: one entry a region, with {@code publicURL}, {@code internalURL}, {@code adminURL}. */
    URI chooseV2(JsonNode catalog) {
        List<String> seen = new ArrayList<>();
        if (override == null) {
            for (JsonNode service : catalog) {
                for (JsonNode endpoint : endpoints(service)) {
                    String at = endpoint.path("region").asText();
                    seen.add(face + " in " + at);
                    if (endpoint.path(face + "URL").isTextual() && isRegion(at)) {
                        return Addresses.parse(endpoint.path(face + "URL").asText(), "The catalogue's address");
                    }
                }
            }
            throw none(seen);
        }
        return override;
    }

    private static JsonNode endpoints(JsonNode service) {
        return SERVICE.equals(service.path("type").asText()) ? service.path("endpoints") : IdentityService.JSON.createArrayNode();
    }

    private boolean isRegion(String name) {
        return region.isEmpty() || region.get().equals(name);
    }

    private BactrianException none(List<String> seen) {
        String wanted = face + region.map(r -> " in region " + r).orElse("");
        return new BactrianException(ErrorKind.CONNECTION_FAILED,
                "The account " + credentials + " has no " + SERVICE + " endpoint " + wanted,
                seen.isEmpty() ? "The project has no object store: check that it is the right one."
                        : "There is: " + String.join(", ", seen) + ". Set " + credentials.nameOf(Setting.REGION) + " or "
                                + credentials.nameOf(Setting.INTERFACE) + ".");
    }
}
