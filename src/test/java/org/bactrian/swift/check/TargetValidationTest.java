package org.bactrian.swift.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bactrian.store.check.CheckResult.Outcome;
import org.bactrian.store.check.CheckResult;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftUrl;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Setting;
import org.junit.jupiter.api.Test;

/** That the checks find faults: a store that says yes to everything and keeps nothing must not pass. */
class TargetValidationTest {
    @Test
    void aStoreThatSaysYesToEverythingIsNotSound() throws IOException {
        List<CheckResult> results = validate(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("ETag", "d41d8cd98f00b204e9800998ecf8427e");
            byte[] list = "[]".getBytes();
            boolean get = "GET".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, get ? list.length : -1);
            if (get) {
                exchange.getResponseBody().write(list);
            }
        });
        assertThat(TargetValidation.isSound(results)).isFalse();
        assertThat(results).filteredOn(r -> r.outcome() == Outcome.WRONG).hasSizeGreaterThan(30);
    }

    @Test
    void aLoginThatFailsEndsItAtOnce() throws IOException {
        SwiftAccount account = SwiftAccount.of(Credentials.of(Map.of(Setting.AUTH_URL, "http://127.0.0.1:1/auth", Setting.USER_NAME, "u",
                Setting.PASSWORD, "topsecret")));
        List<CheckResult> results = new TargetValidation(account, SwiftUrl.parse("swift://c"), "t", 10).run(r -> { });
        assertThat(results).extracting(CheckResult::outcome).containsOnly(Outcome.WRONG);
        assertThat(results.get(0).toString()).startsWith("wrong   log in").doesNotContain("topsecret");
        assertThat(results).hasSize(2);
    }

    private interface Storage {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static List<CheckResult> validate(Storage storage) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/auth", exchange -> {
            exchange.getResponseHeaders().set("X-Auth-Token", "t");
            exchange.getResponseHeaders().set("X-Storage-Url", address + "/v1/a");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/v1/", exchange -> {
            try (exchange) {
                storage.answer(exchange);
            }
        });
        server.start();
        try {
            SwiftAccount account = SwiftAccount.of(Credentials.of(Map.of(Setting.AUTH_URL, address + "/auth", Setting.USER_NAME, "u",
                    Setting.PASSWORD, "p")));
            return new TargetValidation(account, SwiftUrl.parse("swift://c"), "t", 1000).run(r -> { });
        } finally {
            server.stop(0);
        }
    }
}
