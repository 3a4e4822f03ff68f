package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bactrian.error.BactrianException;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service and others on the network: TLS and a password where they are due, and mail. */
@Timeout(120)
class ServiceNetworkTest {
    private static final String JOB = """
            jobs:
              - name: home
                source: FOLDER/src
                target: file://FOLDER/store
                sealing: {none: true}
            """;

    @TempDir
    Path folder;

    @Test
    void healthBeyondTheMachineTakesTlsAndAPassword() throws Exception {
        Path keystore = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias", "server", "-keyalg", "EC",
                "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keystore.toString(), "-storepass",
                "keystore-pass").redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(keytool.waitFor()).isZero();
        try (RunningService running = new RunningService(folder)) {
            running.environment.put("STORE", "keystore-pass");
            running.environment.put("ASK", "let me");
            running.jobs("""
                    service:
                      management: {host: 0.0.0.0, port: 0, keystore: FOLDER/keys.p12, keystore-password: env:STORE, user: me, password: env:ASK}
                    """ + JOB).start();
            HttpClient client = HttpClient.newBuilder().sslContext(trusting(keystore)).build();
            URI uri = URI.create("https://127.0.0.1:" + running.service.port() + "/observe/metrics");
            assertThat(client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(401);
            assertThat(client.send(authorized(uri, "me:wrong"), HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(401);
            HttpResponse<String> answer = client.send(authorized(uri, "me:let me"), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("bactrian_job_healthy{name=\"home\"} 1.0");
        }
    }

    @Test
    void withoutThemItDoesNotStart() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs("service: {management: {host: 0.0.0.0, port: 0}}\n" + JOB);
            assertThatThrownBy(running::start).isInstanceOf(BactrianException.class).hasMessageContaining("jobs.yaml:1:")
                    .hasMessageContaining("needs TLS and a password");
        }
    }

    private static HttpRequest authorized(URI uri, String login) {
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri).header("Authorization", "Basic " + basic).build();
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore trusted = KeyStore.getInstance(keystore.toFile(), "keystore-pass".toCharArray());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load((InputStream) null, null);
        certificates.setCertificateEntry("server", trusted.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Test
    void mailIsSent() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); RunningService running = new RunningService(folder)) {
            Thread thread = new Thread(() -> serveMail(server, received));
            thread.start();
            running.jobs("service: {management: {enabled: false}, mail: {host: '127.0.0.1:" + server.getLocalPort()
                    + "', from: backup@example.org, tls: false}}\n" + JOB + "    notify: [{mail: ops@example.org, on: [success]}]\n").start();
            assertThat(running.run("home", Task.BACKUP).error()).isEmpty();
            await().until(() -> received.contains("."));
            assertThat(received).contains("MAIL FROM:<backup@example.org>", "RCPT TO:<ops@example.org>", "Subject: Bactrian: home: backup: success");
            thread.join();
        }
    }

    /** One connection, every command accepted (RFC 5321). */
    private static void serveMail(ServerSocket server, List<String> received) {
        try (Socket socket = server.accept(); PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            out.print("220 here\r\n");
            out.flush();
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                received.add(line);
                data = data ? !line.equals(".") : line.equals("DATA");
                if (!data || line.equals("DATA")) {
                    out.print(line.equals("DATA") ? "354 go on\r\n" : line.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
                    out.flush();
                }
            }
        } catch (IOException e) {
            received.add(e.toString());
        }
    }
}
