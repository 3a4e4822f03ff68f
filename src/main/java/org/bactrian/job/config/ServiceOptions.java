package org.bactrian.job.config;


/**
 * What concerns all jobs.
 *
 * @param parallel   jobs at the same time
 * @param state      folder of the run history; null for the default
 * @param management the HTTP server
 * @param mail       how mail is sent; null if it is not
 */
public record ServiceOptions(int parallel, String state, Management management, Mail mail) {
    /**
     * The server of health and metrics.
     *
     * @param enabled          whether there is one
     * @param host             address it listens on
     * @param port             0 for any free one
     * @param user             who may ask; null for anybody
     * @param password         reference; null for none
     * @param keystore         PKCS#12 file; null for no TLS
     * @param keystorePassword reference; null for none
     */
    public record Management(boolean enabled, String host, int port, String user, String password, String keystore,
            String keystorePassword) {
    }

    /**
     * The mail server.
     *
     * @param host     name, with the port behind a colon if it is not the usual one
     * @param from     who sends
     * @param tls      whether from the first byte over TLS
     * @param user     null for no login
     * @param password reference; null for none
     */
    public record Mail(String host, String from, boolean tls, String user, String password) {
    }
}
