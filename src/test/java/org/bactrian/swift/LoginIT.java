package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in, and those that must stay shut, at a real Keystone and Swift. */
@NeedsPeer("openstack")
class LoginIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SwiftClient client(Map<String, String> environment) {
        return new SwiftClient(SwiftAccount.of(new CredentialSource(environment, null).load()));
    }

    /** v3's variables with some others; an empty value removes one. */
    private static Map<String, String> v3(String... changes) {
        Map<String, String> environment = new HashMap<>(Cluster.environment("v3"));
        for (int i = 0; i < changes.length; i += 2) {
            environment.put(changes[i], changes[i + 1]);
        }
        environment.values().removeIf(String::isEmpty);
        return environment;
    }

    private static void works(SwiftClient client, String container) {
        client.createContainer(container, Map.of());
        client.put(container, "o", RequestBody.of(new byte[] {1, 2, 3}), PutOptions.NONE);
        assertThat(client.head(container, "o").orElseThrow().size()).isEqualTo(3);
        client.delete(container, "o");
        assertThat(client.deleteContainer(container)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3", "v3-vault"})
    void swiftVariables(String env) {
        works(client(Cluster.environment(env)), "login-it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v3-vault"})
    void rcFile(String env) {
        works(client(Cluster.variables(env, "OS_")), "login-it");
    }

    @Test
    void cloudsYaml(@TempDir Path folder) throws Exception {
        Map<String, String> os = Cluster.variables("v3", "OS_");
        Files.writeString(folder.resolve("clouds.yaml"), "clouds:\n  test:\n    auth:\n      auth_url: " + os.get("OS_AUTH_URL")
                + "\n      username: writer\n      project_name: backup\n      user_domain_name: Default\n      project_domain_name: Default\n"
                + "    region_name: RegionOne\n");
        Files.writeString(folder.resolve("secure.yaml"), "clouds: {test: {auth: {password: writerpass}}}\n");
        works(client(Map.of("OS_CLOUD", "test", "OS_CLIENT_CONFIG_FILE", folder.resolve("clouds.yaml").toString(),
                "OS_CLIENT_SECURE_FILE", folder.resolve("secure.yaml").toString())), "login-it");
    }

    @Test
    void projectUserAndDomainById() throws Exception {
        JsonNode token = JSON.readTree(login().body()).path("token");
        works(client(v3("SWIFT_TENANTID", token.path("project").path("id").asText(), "SWIFT_USERID", token.path("user").path("id").asText(),
                "SWIFT_TENANTNAME", "", "SWIFT_USERNAME", "", "SWIFT_USER_DOMAIN_NAME", "", "SWIFT_PROJECT_DOMAIN_NAME", "")), "login-it");
        works(client(v3("SWIFT_USER_DOMAIN_NAME", "", "SWIFT_PROJECT_DOMAIN_NAME", "", "SWIFT_USER_DOMAIN_ID", "default")), "login-it");
    }

    @Test
    void anAddressWithoutItsVersion() {
        works(client(v3("SWIFT_AUTHURL", Cluster.environment("v3").get("SWIFT_AUTHURL").replaceFirst("/v3$", "/"))), "login-it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "admin", "publicURL"})
    void interfaces(String face) {
        works(client(v3("SWIFT_ENDPOINT_TYPE", face)), "login-it");
    }

    @Test
    void tokenGivenBeforehand() throws Exception {
        HttpResponse<String> login = login();
        String storage = client(v3()).account().storage().toString();
        works(client(Map.of("SWIFT_PREAUTHURL", storage, "SWIFT_PREAUTHTOKEN", login.headers().firstValue("X-Subject-Token").orElseThrow())), "login-it");
    }

    @Test
    void applicationCredential() throws Exception {
        HttpResponse<String> login = login();
        String user = JSON.readTree(login.body()).path("token").path("user").path("id").asText();
        String url = Cluster.environment("v3").get("SWIFT_AUTHURL") + "/users/" + user + "/application_credentials";
        String name = "it-" + System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .header("X-Auth-Token", login.headers().firstValue("X-Subject-Token").orElseThrow())
                .POST(HttpRequest.BodyPublishers.ofString("{\"application_credential\":{\"name\":\"" + name + "\",\"secret\":\"s3cr3t\"}}")).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        String id = JSON.readTree(answer.body()).path("application_credential").path("id").asText();
        assertThat(id).as(answer.body()).isNotEmpty();
        Map<String, String> base = Map.of("OS_AUTH_URL", Cluster.environment("v3").get("SWIFT_AUTHURL"), "OS_APPLICATION_CREDENTIAL_SECRET", "s3cr3t");
        Map<String, String> byId = new HashMap<>(base);
        byId.put("OS_APPLICATION_CREDENTIAL_ID", id);
        works(client(byId), "login-it");
        Map<String, String> byName = new HashMap<>(base);
        byName.putAll(Map.of("OS_APPLICATION_CREDENTIAL_NAME", name, "OS_USERNAME", "writer", "OS_USER_DOMAIN_NAME", "Default"));
        works(client(byName), "login-it");
    }

    /** No server in Debian speaks v2.0 any more: a stand-in for that one call hands out the real Keystone's tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"SWIFT_TENANTNAME", "SWIFT_TENANTID"})
    void version2(String tenant) throws Exception {
        try (KeystoneV2StandIn standIn = new KeystoneV2StandIn(tenant.equals("SWIFT_TENANTID") ? "tenantId" : "tenantName")) {
            works(client(Map.of("SWIFT_AUTHVERSION", "2", "SWIFT_AUTHURL", standIn.address() + "/", "SWIFT_USERNAME", "writer",
                    "SWIFT_PASSWORD", "writerpass", tenant, "backup", "SWIFT_REGIONNAME", "RegionOne")), "login-it");
            assertThatThrownBy(() -> client(Map.of("SWIFT_AUTHVERSION", "2.0", "SWIFT_AUTHURL", standIn.address(), "SWIFT_USERNAME", "writer",
                    "SWIFT_PASSWORD", "wrong", tenant, "backup")).headContainer("x")).hasMessageContaining("401");
        }
    }

    @ParameterizedTest
    @CsvSource({"v1, SWIFT_PASSWORD, wrong", "v1, SWIFT_USERNAME, backup:nobody", "v3, SWIFT_PASSWORD, wrong", "v3, SWIFT_USERNAME, nobody",
        "v3, SWIFT_TENANTNAME, nowhere", "v3, SWIFT_TENANTNAME, other", "v3, SWIFT_USER_DOMAIN_NAME, Vault", "v3, SWIFT_REGIONNAME, Mars"})
    void wrongSettingsAreRefusedForGood(String env, String variable, String value) {
        Map<String, String> environment = new HashMap<>(Cluster.environment(env));
        environment.put(variable, value);
        BactrianException e = catchThrowableOfType(BactrianException.class, () -> client(environment).headContainer("x"));
        assertThat(e.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.guidance()).isNotEmpty();
        assertThat(e.getMessage()).doesNotContain("writerpass", "wrong");
    }

    @Test
    void aUserWithoutARoleMayNot() {
        Map<String, String> guest = new HashMap<>(Cluster.environment("v1"));
        guest.putAll(Map.of("SWIFT_USERNAME", "backup:guest", "SWIFT_PASSWORD", "guestpass"));
        assertThat(catchThrowableOfType(SwiftFailure.class, () -> client(guest).createContainer("login-it", Map.of())).kind())
                .isEqualTo(ErrorKind.STORE_PERMISSION);
        SwiftClient reader = client(v3("SWIFT_USERNAME", "reader", "SWIFT_PASSWORD", "readerpass"));
        SwiftFailure e = catchThrowableOfType(SwiftFailure.class, () -> reader.createContainer("login-it", Map.of()));
        assertThat(e.kind()).isEqualTo(ErrorKind.STORE_PERMISSION);
        assertThat(e.guidance()).contains("role");
    }

    private static HttpResponse<String> login() throws Exception {
        return KeystoneV2StandIn.loginV3();
    }
}
