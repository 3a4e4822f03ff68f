package org.bactrian.job.watch;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.config.Secret;
import org.bactrian.job.config.ServiceOptions.Management;

/**
 * Answers GET of {@code /observe/health}, {@code …/health/live}, {@code …/health/ready} and {@code /observe/metrics}, at Camel's own paths. On
 * the loopback address for anybody on the machine; elsewhere only over TLS and with a password.
 */
public final class ObservationServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "observe");
        thread.setDaemon(true);
        return thread;
    });

    private record Reply(int code, String type, String body) {
    }

    /**
     * Begins to listen.
     *
     * @throws BactrianException USER_ERROR if it cannot, or if it would be open to others without TLS and a password
     */
    public ObservationServer(Management options, Secret secret, Health health, Metrics metrics) {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        boolean guarded = options.keystore() != null && options.user() != null && options.password() != null;
        if (!guarded && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
            throw new BactrianException(ErrorKind.USER_ERROR, "Health and metrics on " + options.host() + " need TLS and a password",
                    "Give keystore, keystore-password, user and password in the section management, or the host 127.0.0.1.");
        }
        try {
            server = options.keystore() == null ? HttpServer.create(address, BACKLOG) : secured(address, options, secret);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "Cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(),
                    "Give another port in the section management.", e);
        }
        serve("/observe/health", options, secret, () -> {
            Health.Answer answer = health.answer();
            return new Reply(answer.up() ? 200 : 503, JSON, answer.json());
        });
        serve("/observe/health/live", options, secret, () -> new Reply(200, JSON, "{\"status\":\"UP\"}"));
        serve("/observe/health/ready", options, secret, () -> new Reply(200, JSON, "{\"status\":\"UP\"}"));
        serve("/observe/metrics", options, secret, () -> new Reply(200, PROMETHEUS, metrics.scrape()));
        server.setExecutor(threads);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(String path, Management options, Secret secret, Supplier<Reply> reply) {
        HttpContext context = server.createContext(path, exchange -> answer(exchange, path, reply));
        if (options.user() != null && options.password() != null) {
            context.setAuthenticator(new BasicAuthenticator("bactrian") {
                @Override
                public boolean checkCredentials(String user, String password) {
                    byte[] said = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                    byte[] wanted = (options.user() + ":" + secret.resolve(options.password())).getBytes(StandardCharsets.UTF_8);
                    return MessageDigest.isEqual(said, wanted);
                }
            });
        }
    }

    private static void answer(HttpExchange exchange, String path, Supplier<Reply> reply) throws IOException {
        try (exchange) {
            Reply made = !exchange.getRequestMethod().equals("GET") ? new Reply(405, JSON, "{}")
                    : exchange.getRequestURI().getPath().equals(path) ? reply.get() : new Reply(404, JSON, "{}");
            byte[] body = made.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", made.type());
            exchange.sendResponseHeaders(made.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer secured(InetSocketAddress address, Management options, Secret secret) throws IOException {
        char[] password = options.keystorePassword() == null ? new char[0] : secret.resolve(options.keystorePassword()).toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(options.keystore()))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            HttpsServer made = HttpsServer.create(address, BACKLOG);
            made.setHttpsConfigurator(new HttpsConfigurator(context));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("the keystore " + options.keystore() + " cannot be used", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
