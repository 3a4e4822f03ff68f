package org.bactrian.swift.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpCall;
import org.bactrian.swift.http.RequestBody;

/** Keystone's v3: a password with a project to enter, or an application credential, which knows its project. */
final class KeystoneV3 implements Identity {
    /** The domain every Keystone is set up with, and what v2.0 had instead of domains. */
    private static final String DEFAULT_DOMAIN = "default";

    private final IdentityService service;
    private final HttpCall login;
    private final Catalogue catalogue;
    private final Credentials credentials;

    KeystoneV3(Credentials credentials, IdentityService service) {
        this.service = service;
        this.credentials = credentials;
        this.catalogue = new Catalogue(credentials);
        URI base = Addresses.parse(credentials.require(Setting.AUTH_URL), credentials.nameOf(Setting.AUTH_URL));
        login = HttpCall.of("POST", URI.create(Addresses.versioned(base, "v3") + "/auth/tokens"))
                .with("Content-Type", "application/json")
                .with(RequestBody.of(request().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectNode request() {
        ObjectNode request = IdentityService.JSON.createObjectNode();
        ObjectNode auth = request.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        if (credentials.first(Setting.APPLICATION_ID, Setting.APPLICATION_NAME).isPresent()) {
            identity.putArray("methods").add("application_credential");
            applicationCredential(identity.putObject("application_credential"));
        } else {
            identity.putArray("methods").add("password");
            ObjectNode user = user(identity.putObject("password").putObject("user"));
            user.put("password", credentials.require(Setting.PASSWORD));
            project(auth.putObject("scope").putObject("project"));
        }
        return request;
    }

    private void applicationCredential(ObjectNode node) {
        node.put("secret", credentials.require(Setting.APPLICATION_SECRET));
        Optional<String> id = credentials.get(Setting.APPLICATION_ID);
        if (id.isPresent()) {
            node.put("id", id.get());
        } else {
            node.put("name", credentials.require(Setting.APPLICATION_NAME));
            user(node.putObject("user"));
        }
    }

    private ObjectNode user(ObjectNode node) {
        Optional<String> id = credentials.get(Setting.USER_ID);
        if (id.isPresent()) {
            return node.put("id", id.get());
        }
        node.put("name", credentials.require(Setting.USER_NAME));
        domain(node.putObject("domain"), Setting.USER_DOMAIN_ID, Setting.USER_DOMAIN_NAME);
        return node;
    }

    private void project(ObjectNode node) {
        Optional<String> id = credentials.first(Setting.PROJECT_ID, Setting.PROJECT_ID_NEW);
        Optional<String> name = credentials.first(Setting.PROJECT_NAME, Setting.PROJECT_NAME_NEW);
        if (id.isPresent()) {
            node.put("id", id.get());
        } else if (name.isPresent()) {
            node.put("name", name.get());
            boolean own = credentials.first(Setting.PROJECT_DOMAIN_ID, Setting.PROJECT_DOMAIN_NAME).isPresent();
            domain(node.putObject("domain"), own ? Setting.PROJECT_DOMAIN_ID : Setting.USER_DOMAIN_ID,
                    own ? Setting.PROJECT_DOMAIN_NAME : Setting.USER_DOMAIN_NAME);
        } else {
            throw noProject();
        }
    }

    private void domain(ObjectNode node, Setting id, Setting name) {
        if (credentials.get(id).isPresent()) {
            node.put("id", credentials.require(id));
        } else if (credentials.get(name).isPresent()) {
            node.put("name", credentials.require(name));
        } else if (credentials.get(Setting.DEFAULT_DOMAIN_NAME).isPresent()) {
            node.put("name", credentials.require(Setting.DEFAULT_DOMAIN_NAME));
        } else {
            node.put("id", credentials.get(Setting.DEFAULT_DOMAIN_ID).orElse(DEFAULT_DOMAIN));
        }
    }

    private BactrianException noProject() {
        boolean otherScope = credentials
                .first(Setting.SCOPE_SYSTEM, Setting.SCOPE_DOMAIN_ID, Setting.SCOPE_DOMAIN_NAME).isPresent();
        return otherScope
                ? new BactrianException(ErrorKind.USER_ERROR, "The account is scoped to a domain or the system, which own no containers",
                        "Name a project with " + credentials.nameOf(Setting.PROJECT_NAME) + " instead.")
                : Credentials.missing(credentials.nameOf(Setting.PROJECT_NAME));
    }

    @Override
    public Token login() {
        IdentityService.Answer answer = service.ask(login);
        String secret = answer.reply().header("X-Subject-Token");
        JsonNode token = answer.json().path("token");
        if (secret == null) {
            throw IdentityService.incomplete(login.uri(), "X-Subject-Token");
        }
        return new Token(secret, catalogue.chooseV3(token.path("catalog")),
                service.renewal(token.path("issued_at").asText(), token.path("expires_at").asText()));
    }
}
