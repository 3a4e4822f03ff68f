package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpTransport;
import org.bactrian.swift.http.TransportSettings;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private MockSwift mock;
    private final Instant[] now = {Instant.parse("2026-11-23T00:00:00Z")};

    @BeforeEach
    void start() throws IOException {
        mock = new MockSwift();
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    private SwiftAccount account(Object... settings) throws IOException {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (int i = 0; i < settings.length; i += 2) {
            values.put((Setting) settings[i], (String) settings[i + 1]);
        }
        values.putIfAbsent(Setting.AUTH_URL, mock.address() + "/v3");
        return new SwiftAccount(Credentials.of(values), new HttpTransport(TransportSettings.DEFAULT), () -> now[0]);
    }

    @Test
    void v3NamesUserAndProjectWithTheirDomains() throws IOException {
        account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "\"p\\", Setting.PROJECT_NAME, "t",
                Setting.USER_DOMAIN_NAME, "D", Setting.PROJECT_DOMAIN_ID, "e").storage();
        assertThat(mock.logins).containsExactly("{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"u\","
                + "\"domain\":{\"name\":\"D\"},\"password\":\"\\\"p\\\\\"}}},\"scope\":{\"project\":{\"name\":\"t\",\"domain\":{\"id\":\"e\"}}}}}");
    }

    @Test
    void v3TakesIdsWithoutDomains() throws IOException {
        account(Setting.VERSION, "3", Setting.USER_ID, "ui", Setting.PASSWORD, "p", Setting.PROJECT_ID, "pi").storage();
        assertThat(mock.logins).containsExactly("{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"ui\","
                + "\"password\":\"p\"}}},\"scope\":{\"project\":{\"id\":\"pi\"}}}}");
    }

    @Test
    void v3WithoutDomainsMeansTheDefaultOne() throws IOException {
        account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t").storage();
        assertThat(mock.logins.get(0)).contains("\"name\":\"t\",\"domain\":{\"id\":\"default\"}");
    }

    @Test
    void v3ApplicationCredentialsNeedNoProject() throws IOException {
        account(Setting.VERSION, "3", Setting.APPLICATION_ID, "ai", Setting.APPLICATION_SECRET, "s").storage();
        account(Setting.VERSION, "3", Setting.APPLICATION_NAME, "an", Setting.APPLICATION_SECRET, "s", Setting.USER_NAME, "u").storage();
        assertThat(mock.logins).containsExactly(
                "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":{\"secret\":\"s\",\"id\":\"ai\"}}}}",
                "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":{\"secret\":\"s\",\"name\":\"an\","
                        + "\"user\":{\"name\":\"u\",\"domain\":{\"id\":\"default\"}}}}}}");
    }

    @ParameterizedTest
    @CsvSource({"PROJECT_NAME, tenantName", "PROJECT_ID, tenantId"})
    void v2TakesATenantByNameOrId(Setting setting, String field) throws IOException {
        SwiftAccount account = account(Setting.AUTH_URL, mock.address() + "/v2.0/", Setting.VERSION, "2.0", Setting.USER_NAME, "u",
                Setting.PASSWORD, "p", setting, "t");
        assertThat(account.storage()).isEqualTo(URI.create(mock.address() + "/v1/a"));
        assertThat(mock.logins).containsExactly(
                "{\"auth\":{\"passwordCredentials\":{\"username\":\"u\",\"password\":\"p\"},\"" + field + "\":\"t\"}}");
    }

    @ParameterizedTest
    @CsvSource({"2, '', '', ''", "2, Two, '', -two", "2, One, internalURL, -internal", "3, '', '', ''", "3, Two, public, -two", "3, One, internal, -internal"})
    void regionAndInterfaceChooseTheEndpoint(String version, String region, String face, String suffix) throws IOException {
        SwiftAccount account = account(Setting.AUTH_URL, mock.address().toString(), Setting.VERSION, version, Setting.USER_NAME, "u",
                Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t", Setting.REGION, region, Setting.INTERFACE, face);
        assertThat(account.storage()).isEqualTo(URI.create(mock.address() + "/v1/a" + suffix));
    }

    @Test
    void anUnknownRegionIsAnsweredWithTheKnownOnes() throws IOException {
        SwiftAccount account = account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t",
                Setting.REGION, "Mars");
        BactrianException e = catchThrowableOfType(BactrianException.class, account::storage);
        assertThat(e).hasMessageContaining("public in region Mars");
        assertThat(e.guidance()).contains("public in One", "public in Two", "SWIFT_REGIONNAME");
    }

    @Test
    void anOverrideWinsOverTheCatalogue() throws IOException {
        assertThat(account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t",
                Setting.STORAGE_URL, "https://other/v1/x/").storage()).isEqualTo(URI.create("https://other/v1/x"));
    }

    @Test
    void aTokenGivenBeforehandNeedsNoLoginAndHasNoSuccessor() throws IOException {
        mock.tokens.add("given");
        mock.containers.add("c");
        SwiftClient client = new SwiftClient(account(Setting.PREAUTH_URL, mock.address() + "/v1/a", Setting.PREAUTH_TOKEN, "given"));
        assertThat(client.headContainer("c")).isPresent();
        mock.tokens.clear();
        BactrianException e = catchThrowableOfType(BactrianException.class, () -> client.headContainer("c"));
        assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(mock.loginCount).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"SWIFT_USERNAME, 1", "SWIFT_PASSWORD, 1", "SWIFT_TENANTNAME, 3"})
    void aMissingSettingIsNamed(String missing, String version) {
        Map<Setting, String> all = new EnumMap<>(Map.of(Setting.AUTH_URL, "http://k", Setting.USER_NAME, "u", Setting.PASSWORD, "p"));
        all.keySet().removeIf(s -> ("SWIFT_" + s.name().replace("_", "")).equals(missing));
        all.put(Setting.VERSION, version);
        assertThatThrownBy(() -> SwiftAccount.of(Credentials.of(all))).hasMessage(missing + " is not set");
    }

    @Test
    void otherScopesAreRefusedWithAWord() {
        assertThatThrownBy(() -> account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.SCOPE_SYSTEM, "all"))
                .hasMessageContaining("scoped to a domain or the system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "x", "2.1"})
    void otherVersionsAreRefused(String version) {
        assertThatThrownBy(() -> account(Setting.VERSION, version)).hasMessage("SWIFT_AUTHVERSION is " + version);
    }

    @ParameterizedTest
    @CsvSource({"401, false", "403, false", "404, false", "300, false", "429, true", "500, true", "503, true"})
    void aRefusedLoginIsAConnectionFailure(int status, boolean again) throws IOException {
        mock.loginFault = x -> {
            MockSwift.answer(x, status, "<html>topsecret</html>");
            return true;
        };
        SwiftAccount account = mock.account();
        BactrianException e = catchThrowableOfType(BactrianException.class, account::storage);
        assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(e.isRetryable()).isEqualTo(again);
        assertThat(e.getMessage()).contains("HTTP " + status, "a:u").doesNotContain("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"access\":5}", "{\"access\":{\"token\":{\"id\":5}}}", "<html>", "{\"access\":{\"token\":{\"id\":\"x\"}}}",
        "{\"access\":{\"token\":{\"id\":\"x\"},\"serviceCatalog\":[{\"type\":\"object-store\",\"endpoints\":[{\"publicURL\":\"nowhere\"}]}]}}"})
    void nonsenseFromKeystoneIsAnErrorOfOurs(String answer) throws IOException {
        mock.loginFault = x -> {
            MockSwift.answer(x, 200, answer);
            return true;
        };
        SwiftAccount two = account(Setting.VERSION, "2", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t");
        SwiftAccount three = account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t");
        assertThatThrownBy(two::storage).isInstanceOf(BactrianException.class);
        assertThatThrownBy(three::storage).isInstanceOf(BactrianException.class);
    }

    @Test
    void theTokenIsRenewedBeforeItEndsByOurOwnClock() throws IOException {
        SwiftAccount account = account(Setting.VERSION, "3", Setting.USER_NAME, "u", Setting.PASSWORD, "p", Setting.PROJECT_NAME, "t");
        account.storage(); // an hour, by a server whose clock is 26 years behind
        now[0] = now[0].plus(Duration.ofMinutes(58));
        account.storage();
        assertThat(mock.loginCount).hasValue(1);
        now[0] = now[0].plus(Duration.ofMinutes(1).plusSeconds(1));
        account.storage();
        assertThat(mock.loginCount).hasValue(2);
    }

    @Test
    void manyThreadsLogInOnce() throws Exception {
        SwiftClient client = mock.client();
        mock.containers.add("c");
        mock.loginFault = x -> {
            pause();
            return false;
        };
        inParallel(16, () -> client.headContainer("c"));
        assertThat(mock.loginCount).hasValue(1);
        mock.tokens.clear();
        inParallel(16, () -> client.headContainer("c"));
        assertThat(mock.loginCount).hasValue(2);
    }

    @Test
    void aWrongPasswordIsTriedOnceForManyThreads() throws Exception {
        SwiftClient client = mock.client();
        mock.loginFault = x -> {
            pause();
            MockSwift.answer(x, 401, "");
            return true;
        };
        inParallel(8, () -> assertThatThrownBy(() -> client.headContainer("c")).isInstanceOf(BactrianException.class));
        assertThat(mock.logins).hasSize(1);
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inParallel(int threads, Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(pool.submit(work));
        }
        for (Future<?> one : all) {
            one.get();
        }
        pool.shutdown();
    }
}
