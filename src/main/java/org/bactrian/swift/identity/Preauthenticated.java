package org.bactrian.swift.identity;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** An address and a token that somebody else asked for. There is no second one when it ends. */
final class Preauthenticated implements Identity {
    private final Token token;
    private final AtomicBoolean given = new AtomicBoolean();

    Preauthenticated(Credentials credentials) {
        String address = credentials.first(Setting.PREAUTH_URL, Setting.STORAGE_URL)
                .orElseThrow(() -> Credentials.missing(credentials.nameOf(Setting.PREAUTH_URL)));
        token = new Token(credentials.require(Setting.PREAUTH_TOKEN),
                Addresses.parse(address, credentials.nameOf(Setting.PREAUTH_URL)), Instant.MAX);
    }

    @Override
    public Token login() {
        if (given.getAndSet(true)) {
            throw new BactrianException(ErrorKind.CONNECTION_FAILED,
                    token.storage() + " does not accept the token that was given beforehand",
                    "It has ended or belongs to another account: set SWIFT_PREAUTHTOKEN to a new one.");
        }
        return token;
    }
}
