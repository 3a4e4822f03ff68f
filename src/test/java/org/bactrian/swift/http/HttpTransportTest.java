package org.bactrian.swift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.bactrian.error.BactrianException;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.identity.CredentialSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, proxy, time limits: how servers are reached. */
class HttpTransportTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final HttpHandler HELLO = exchange -> {
        byte[] text = exchange.getRequestURI().toString().getBytes();
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    };
    private static final HttpHandler LOGIN = exchange -> {
        exchange.getResponseHeaders().set("X-Auth-Token", "t");
        exchange.getResponseHeaders().set("X-Storage-Url", "http://store/v1/a");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    };

    @TempDir
    static Path folder;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "k",
                "-keyalg", "EC", "-dname", "CN=bactrian test", "-ext", "san=ip:127.0.0.1", "-validity", "3650", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", new String(PASSWORD)).inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = keys();
        certificate = Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", keys.getCertificate("k").getEncoded()));
        key = Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", keys.getKey("k", PASSWORD).getEncoded()));
    }

    private static KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private static HttpServer plain() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", HELLO);
        server.createContext("/auth", LOGIN);
        server.start();
        return server;
    }

    private static HttpsServer tls(boolean clientCertificate) throws Exception {
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys(), PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("c", keys().getCertificate("k"));
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(clientCertificate);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", HELLO);
        server.createContext("/auth", LOGIN);
        server.start();
        return server;
    }

    private static String get(TransportSettings settings, String address) throws IOException {
        try (HttpReply reply = new HttpTransport(settings).send(HttpCall.of("GET", URI.create(address)))) {
            return reply.text();
        }
    }

    @Test
    void aCaFileIsTrustedAndNothingElse() throws Exception {
        HttpsServer server = tls(false);
        try {
            String address = "https://127.0.0.1:" + server.getAddress().getPort() + "/x";
            assertThatThrownBy(() -> get(TransportSettings.DEFAULT, address)).isInstanceOf(SSLException.class);
            assertThat(get(TransportSettings.DEFAULT.withTls(certificate, null, null, false), address)).isEqualTo("/x");
            assertThat(get(TransportSettings.DEFAULT.withTls(null, null, null, true), address)).isEqualTo("/x");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClientCertificateIsShown() throws Exception {
        HttpsServer server = tls(true);
        try {
            String address = "https://127.0.0.1:" + server.getAddress().getPort() + "/x";
            assertThatThrownBy(() -> get(TransportSettings.DEFAULT.withTls(certificate, null, null, false), address)).isInstanceOf(IOException.class);
            assertThat(get(TransportSettings.DEFAULT.withTls(certificate, certificate, key, false), address)).isEqualTo("/x");
            Path both = Files.writeString(folder.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
            assertThat(get(TransportSettings.DEFAULT.withTls(certificate, both, null, false), address)).isEqualTo("/x");
        } finally {
            server.stop(0);
        }
    }

    /** The whole way from the variables to the connection. @param more variables */
    private static String logIn(String address, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("SWIFT_AUTHURL", address, "SWIFT_USERNAME", "u", "SWIFT_PASSWORD", "p"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return SwiftAccount.of(new CredentialSource(environment, null).load()).storage().toString();
    }

    @Test
    void theVariablesReachTheConnection() throws Exception {
        HttpsServer server = tls(true);
        try {
            String address = "https://127.0.0.1:" + server.getAddress().getPort() + "/auth";
            String[] client = {"OS_CERT", certificate.toString(), "OS_KEY", key.toString()};
            assertThat(logIn(address, "SWIFT_CACERT", certificate.toString(), "SWIFT_CERT", certificate.toString(), "SWIFT_KEY", key.toString()))
                    .isEqualTo("http://store/v1/a");
            assertThat(logIn(address, "OS_INSECURE", "true", client[0], client[1], client[2], client[3])).isEqualTo("http://store/v1/a");
            assertThatThrownBy(() -> logIn(address, client)).isInstanceOfSatisfying(BactrianException.class, e -> {
                assertThat(e).hasMessageContaining("no secure connection");
                assertThat(e.guidance()).contains("SWIFT_CACERT");
            });
            assertThatThrownBy(() -> logIn(address, "SWIFT_INSECURE", "true")).isInstanceOf(BactrianException.class);
            assertThatThrownBy(() -> logIn(address, "SWIFT_CACERT", folder.resolve("none.pem").toString()))
                    .isInstanceOf(BactrianException.class).hasMessageContaining("none.pem");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theProxyOfTheVariablesIsAsked() throws Exception {
        HttpServer proxy = plain();
        try {
            String address = "http://127.0.0.1:" + proxy.getAddress().getPort();
            assertThat(logIn("http://swift.invalid/auth", "SWIFT_PROXY", address)).isEqualTo("http://store/v1/a");
            assertThat(logIn("http://swift.invalid/auth", "http_proxy", address)).isEqualTo("http://store/v1/a");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void theTimeOfSilenceIsThatOfTheVariables() throws Exception {
        HttpServer server = plain();
        CountDownLatch end = new CountDownLatch(1);
        server.createContext("/silent", exchange -> {
            try {
                end.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/silent";
            assertThatThrownBy(() -> logIn(address, "SWIFT_TIMEOUT", "1")).hasMessageContaining("no answer for 1 s");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    @Test
    void filesThatAreNoCertificatesAreNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        for (Path wrong : List.of(empty, key, folder.resolve("none.pem"))) {
            assertThatThrownBy(() -> new HttpTransport(TransportSettings.DEFAULT.withTls(wrong, null, null, false)))
                    .isInstanceOf(IOException.class).hasMessageContaining(wrong.toString());
        }
        assertThatThrownBy(() -> new HttpTransport(TransportSettings.DEFAULT.withTls(null, certificate, null, false)))
                .isInstanceOf(IOException.class).hasMessageContaining("PKCS#8");
    }

    @Test
    void aProxyIsAskedInsteadOfTheServer() throws Exception {
        HttpServer proxy = plain();
        try {
            TransportSettings settings = new TransportSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), null, null, null, false,
                    TransportSettings.proxyAt(URI.create("http://127.0.0.1:" + proxy.getAddress().getPort())));
            assertThat(get(settings, "http://swift.invalid/v1/a")).isEqualTo("http://swift.invalid/v1/a");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void aHeaderThatCannotBeSentIsNotQuoted() throws Exception {
        HttpCall call = HttpCall.of("GET", URI.create("http://127.0.0.1:1/")).with("X-Auth-Key", "gehe\u00efm\n");
        HttpTransport transport = new HttpTransport(TransportSettings.DEFAULT);
        assertThatThrownBy(() -> transport.send(call)).isInstanceOf(BactrianException.class).hasMessageContaining("X-Auth-Key")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("gehe"));
        assertThat(call.toString()).isEqualTo("GET http://127.0.0.1:1/");
    }

    @Test
    void aServerThatStopsInMidBodyIsLeft() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(4000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try (HttpReply reply = new HttpTransport(TransportSettings.DEFAULT.withTimeout(Duration.ofSeconds(1)))
                .send(HttpCall.of("GET", URI.create("http://127.0.0.1:" + server.getAddress().getPort())))) {
            assertThat(reply.body().readNBytes(10)).hasSize(10);
            assertThatThrownBy(() -> reply.body().read()).isInstanceOf(IOException.class).hasMessageContaining("no byte for 1 s");
        } finally {
            server.stop(0);
        }
    }

    /** Linux answers no further connection while the queue of those that nobody has accepted is full. */
    @Test
    void aServerThatTakesNoConnectionIsLeft() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpTransport transport = new HttpTransport(new TransportSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), null,
                    null, null, false, null));
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(deaf.getInetAddress(), deaf.getLocalPort()));
            }
            assertThatThrownBy(() -> transport.send(HttpCall.of("GET", URI.create("http://127.0.0.1:" + deaf.getLocalPort()))))
                    .isInstanceOf(HttpConnectTimeoutException.class);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }
}
