package org.bactrian.swift.identity;

import java.time.InstantSource;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpTransport;

/** One way to log in. Thread-safe. */
public interface Identity {
    /**
     * Asks for a new token.
     *
     * @throws BactrianException of kind CONNECTION_FAILED if the login is refused or the service cannot be reached
     *         (then retryable); of kind USER_ERROR if the settings cannot work
     */
    Token login();

    /**
     * The way that the settings ask for: an address and token given beforehand, else by the version.
     *
     * @throws BactrianException of kind USER_ERROR that names the setting which is missing or wrong
     */
    static Identity of(Credentials credentials, HttpTransport transport, InstantSource clock) {
        if (credentials.get(Setting.PREAUTH_URL).isPresent() || credentials.get(Setting.PREAUTH_TOKEN).isPresent()) {
            return new Preauthenticated(credentials);
        }
        IdentityService service = new IdentityService(credentials, transport, clock);
        String version = version(credentials);
        return switch (version) {
            case "1" -> new AuthV1(credentials, service);
            case "2" -> new KeystoneV2(credentials, service);
            case "3" -> new KeystoneV3(credentials, service);
            default -> throw new BactrianException(ErrorKind.USER_ERROR,
                    credentials.nameOf(Setting.VERSION) + " is " + version, "It is 1, 2 (or 2.0) or 3.");
        };
    }

    private static String version(Credentials credentials) {
        String version = credentials.get(Setting.VERSION).orElse("1").replaceFirst("^v", "");
        return version.replaceFirst("\\.0$", "");
    }
}
