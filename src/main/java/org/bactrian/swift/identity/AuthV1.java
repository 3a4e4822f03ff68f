package org.bactrian.swift.identity;

import java.net.URI;
import java.time.Instant;
import org.bactrian.swift.http.HttpCall;
import org.bactrian.swift.http.HttpReply;

/** Swift's own login (tempauth, swauth; "v1"): user and key in headers, token and address in headers. */
final class AuthV1 implements Identity {
    private final IdentityService service;
    private final HttpCall login;
    private final URI storage;

    AuthV1(Credentials credentials, IdentityService service) {
        this.service = service;
        URI address = Addresses.parse(credentials.require(Setting.AUTH_URL), credentials.nameOf(Setting.AUTH_URL));
        login = HttpCall.of("GET", address)
                .with("X-Auth-User", credentials.require(Setting.USER_NAME))
                .with("X-Auth-Key", credentials.require(Setting.PASSWORD));
        storage = credentials.address(Setting.STORAGE_URL).orElse(null);
    }

    @Override
    public Token login() {
        HttpReply reply = service.ask(login).reply();
        String secret = reply.header("X-Auth-Token");
        String address = reply.header("X-Storage-Url");
        if (secret == null || storage == null && address == null) {
            throw IdentityService.incomplete(login.uri(), "X-Auth-Token and X-Storage-Url");
        }
        return new Token(secret, storage != null ? storage : Addresses.parse(address, "X-Storage-Url"),
                renewAt(reply.header("X-Auth-Token-Expires")));
    }

    private Instant renewAt(String seconds) {
        return seconds != null && seconds.matches("[0-9]{1,9}") ? service.renewal(Long.parseLong(seconds)) : Instant.MAX;
    }
}
