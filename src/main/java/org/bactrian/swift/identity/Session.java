package org.bactrian.swift.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The current token of one account, shared by all threads. However many of them find it ended, one logs in and the
 * others wait for its result, be it a token or a failure.
 */
public final class Session {
    private final Identity identity;
    private final InstantSource clock;
    private volatile Token current;
    private CompletableFuture<Token> login; // guarded by this
    private long logins; // guarded by this

    /** @param identity how to log in; nothing is asked before the first token is needed */
    public Session(Identity identity, InstantSource clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** A token that is not about to end. @throws BactrianException as {@link Identity#login} */
    public Token token() {
        Token token = current;
        return token != null && clock.instant().isBefore(token.renewAt()) ? token : renew(token);
    }

    /**
     * The successor of a token that was refused or is about to end; if there is one already, that.
     *
     * @param stale the token to replace; null if there was none
     */
    public Token renew(Token stale) {
        CompletableFuture<Token> mine = null;
        CompletableFuture<Token> running;
        synchronized (this) {
            if (current != stale) {
                return current;
            }
            if (login == null) {
                mine = new CompletableFuture<>();
                login = mine;
            }
            running = login;
        }
        if (mine != null) {
            logIn(mine);
        }
        return result(running);
    }

    /** Replaces the token by one that no server knows, to prove that a refusal is answered by a login. */
    public void spoil() {
        Token good = token();
        synchronized (this) {
            current = new Token("spoiled", good.storage(), good.renewAt());
        }
    }

    private void logIn(CompletableFuture<Token> mine) {
        try {
            Token fresh = patient(identity.login());
            synchronized (this) {
                current = fresh;
                logins++;
                login = null;
            }
            mine.complete(fresh);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                login = null;
            }
            mine.completeExceptionally(e);
        }
    }

    /**
     * Some services (tempauth) hand out the same token until it ends. Asking for another one before would be repeated
     * ever faster towards that end; a 401 will tell.
     */
    private Token patient(Token fresh) {
        Token old = current;
        boolean same = old != null && old.secret().equals(fresh.secret());
        return same ? new Token(fresh.secret(), fresh.storage(), Instant.MAX) : fresh;
    }

    /** How many logins it took so far. */
    public synchronized long logins() {
        return logins;
    }

    private static Token result(CompletableFuture<Token> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BactrianException b) {
                throw new BactrianException(b.kind(), b.getMessage(), b.guidance(), b.isRetryable(), b);
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BactrianException(ErrorKind.INTERRUPTED, "Interrupted while waiting for a login", "");
        }
    }
}
