package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * The login of Keystone v2.0, which no server in Debian speaks any more: knows one user of one tenant, and hands out the real
 * Keystone's tokens for the real Swift.
 */
public final class KeystoneV2StandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tenantField;
    private final String storage;
    private final HttpServer server;

    /** @param tenantField how the tenant must be named: tenantName or tenantId */
    public KeystoneV2StandIn(String tenantField) throws IOException {
        this.tenantField = tenantField;
        this.storage = Cluster.client("v3").account().storage().toString();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/v2.0/tokens", this::login);
        server.start();
    }

    /** What {@code SWIFT_AUTHURL} says. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2.0";
    }

    private void login(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode auth = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("auth");
            boolean right = "writer".equals(auth.at("/passwordCredentials/username").asText())
                    && "writerpass".equals(auth.at("/passwordCredentials/password").asText())
                    && "backup".equals(auth.path(tenantField).asText());
            byte[] json = (right ? "{\"access\":{\"token\":{\"id\":\"" + loginV3().headers().firstValue("X-Subject-Token").orElseThrow()
                    + "\",\"expires\":\"2100-01-01T00:00:00Z\"},\"serviceCatalog\":[{\"type\":\"object-store\",\"endpoints\":[{\"region\":\"RegionOne\","
                    + "\"publicURL\":\"" + storage + "\"}]}]}}" : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(right ? 200 : 401, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    /** A login at the real Keystone, as the same user. */
    static HttpResponse<String> loginV3() throws IOException {
        String body = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"writer\",\"domain\":{\"name\":\"Default\"},"
                + "\"password\":\"writerpass\"}}},\"scope\":{\"project\":{\"name\":\"backup\",\"domain\":{\"name\":\"Default\"}}}}}";
        URI address = URI.create(Cluster.environment("v3").get("SWIFT_AUTHURL") + "/auth/tokens");
        HttpRequest request = HttpRequest.newBuilder(address).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
