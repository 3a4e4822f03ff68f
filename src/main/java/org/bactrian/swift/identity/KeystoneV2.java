package org.bactrian.swift.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.bactrian.swift.http.HttpCall;
import org.bactrian.swift.http.RequestBody;

/** Keystone's v2.0 (removed from it in 2018, still spoken by some clouds): user, password, and a tenant by name or id. */
final class KeystoneV2 implements Identity {
    private final IdentityService service;
    private final HttpCall login;
    private final Catalogue catalogue;

    KeystoneV2(Credentials credentials, IdentityService service) {
        this.service = service;
        this.catalogue = new Catalogue(credentials);
        URI base = Addresses.parse(credentials.require(Setting.AUTH_URL), credentials.nameOf(Setting.AUTH_URL));
        login = HttpCall.of("POST", URI.create(Addresses.versioned(base, "v2.0") + "/tokens"))
                .with("Content-Type", "application/json")
                .with(RequestBody.of(request(credentials).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode request(Credentials credentials) {
        ObjectNode request = IdentityService.JSON.createObjectNode();
        ObjectNode auth = request.putObject("auth");
        auth.putObject("passwordCredentials")
                .put("username", credentials.require(Setting.USER_NAME))
                .put("password", credentials.require(Setting.PASSWORD));
        String id = credentials.first(Setting.PROJECT_ID, Setting.PROJECT_ID_NEW).orElse(null);
        String name = credentials.first(Setting.PROJECT_NAME, Setting.PROJECT_NAME_NEW).orElse(null);
        if (id != null) {
            auth.put("tenantId", id);
        } else if (name != null) {
            auth.put("tenantName", name);
        } else {
            throw Credentials.missing(credentials.nameOf(Setting.PROJECT_NAME));
        }
        return request;
    }

    @Override
    public Token login() {
        JsonNode access = service.ask(login).json().path("access");
        JsonNode token = access.path("token");
        if (!token.path("id").isTextual()) {
            throw IdentityService.incomplete(login.uri(), "a token");
        }
        return new Token(token.path("id").asText(), catalogue.chooseV2(access.path("serviceCatalog")),
                service.renewal(token.path("issued_at").asText(), token.path("expires").asText()));
    }
}
