package org.bactrian.swift.identity;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Leave to use an account for a while. Its text form does not show the secret.
 *
 * @param secret  what goes into X-Auth-Token
 * @param storage the account's address, without a slash at its end
 * @param renewAt when to ask for the next one, by our clock; {@link Instant#MAX} if nobody said
 */
public record Token(String secret, URI storage, Instant renewAt) {
    /** @throws NullPointerException if anything is missing */
    public Token {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(renewAt, "renewAt");
    }

    /**
     * When to renew a token: a minute before its end, or at three quarters of a short life. Counted from our own
     * clock at the login, so a difference between the clocks does no harm.
     */
    static Instant renewal(Instant login, Duration life) {
        if (life.isNegative() || life.compareTo(Duration.ofDays(3650)) > 0) {
            return Instant.MAX; // nonsense or for ever: the server will tell by a 401
        }
        Duration margin = life.dividedBy(4);
        return login.plus(life).minus(margin.compareTo(Duration.ofMinutes(1)) < 0 ? margin : Duration.ofMinutes(1));
    }

    @Override
    public String toString() {
        return "token for " + storage;
    }
}
