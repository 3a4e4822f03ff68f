package org.bactrian.swift.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourceTest {
    @TempDir
    Path folder;

    private static Credentials load(Map<String, String> environment) {
        return new CredentialSource(environment, null).load();
    }

    @Test
    void swiftVariablesComeBeforeTheOthers() {
        Credentials found = load(Map.of("SWIFT_AUTHURL", "http://s", "SWIFT_USERNAME", "u", "SWIFT_PASSWORD", "p", "OS_AUTH_URL", "http://o",
                "OS_PASSWORD", "q", "OS_CLOUD", "x", "OS_CACERT", "/ca.pem"));
        assertThat(found.get(Setting.AUTH_URL)).contains("http://s");
        assertThat(found.get(Setting.PASSWORD)).contains("p");
        assertThat(found.get(Setting.VERSION)).isEmpty();
        assertThat(found.get(Setting.CA_FILE)).contains("/ca.pem");
    }

    @Test
    void anRcFileMeansVersion3UnlessItSaysOtherwise() {
        assertThat(load(Map.of("OS_AUTH_URL", "http://o:5000")).get(Setting.VERSION)).contains("3");
        assertThat(load(Map.of("OS_AUTH_URL", "http://o:5000/v2.0/")).get(Setting.VERSION)).contains("2");
        assertThat(load(Map.of("OS_AUTH_URL", "http://o", "OS_AUTH_VERSION", "1")).get(Setting.VERSION)).contains("1");
        assertThat(load(Map.of("OS_AUTH_URL", "http://o", "OS_IDENTITY_API_VERSION", "2")).get(Setting.VERSION)).contains("2");
    }

    /** Each setting under each of its names: none may be forgotten, none taken for another. */
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsRead(Setting setting) throws IOException {
        String value = setting.name().endsWith("URL") || setting == Setting.PROXY ? "http://value" : "value";
        String swift = setting.name(Setting.Dialect.SWIFT);
        if (swift != null) {
            assertThat(load(variables("SWIFT_AUTHURL", swift, value)).get(setting)).as(swift).contains(value);
        }
        String openstack = setting.name(Setting.Dialect.OPENSTACK);
        if (openstack != null) {
            assertThat(load(variables("OS_AUTH_URL", openstack, value)).get(setting)).as(openstack).contains(value);
        }
        String clouds = setting.name(Setting.Dialect.CLOUDS);
        if (clouds != null) {
            String[] path = clouds.split("\\.");
            String base = path.length > 1 ? "{auth: {" + path[1] + ": 'http://value'}}" : "{auth: {auth_url: 'http://k'}, " + path[0] + ": 'http://value'}";
            Files.writeString(folder.resolve("clouds.yaml"), "clouds: {t: " + base + "}\n");
            assertThat(load(cloud("t")).get(setting)).as(clouds).contains("http://value");
        }
    }

    private static Map<String, String> variables(String address, String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(address, "http://k"));
        environment.put(name, value);
        return environment;
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "https://k:5000/v3, https_proxy, http://p:3128, -, http://p:3128", "https://k:5000/v3, HTTPS_PROXY, p:3128, -, http://p:3128",
        "http://k:5000/v3, http_proxy, http://p, -, http://p", "http://k:5000/v3, HTTP_PROXY, http://p, -, -",
        "http://k:5000/v3, https_proxy, http://p, -, -", "https://a.k.org, https_proxy, http://p, 'x, .k.org', -",
        "https://a.k.org, https_proxy, http://p, k.org:443, -", "https://ak.org, https_proxy, http://p, k.org, http://p",
        "https://k, https_proxy, http://p, *, -", "https://k, https_proxy, '', -, -"})
    void theProxyOfTheEnvironmentIsUsed(String address, String variable, String value, String exempt, String proxy) {
        Map<String, String> environment = variables("SWIFT_AUTHURL", variable, value);
        environment.put("SWIFT_AUTHURL", address);
        if (exempt != null) {
            environment.put("no_proxy", exempt);
        }
        assertThat(load(environment).get(Setting.PROXY)).isEqualTo(java.util.Optional.ofNullable(proxy));
        environment.put("SWIFT_PROXY", "http://ours:1");
        assertThat(load(environment).get(Setting.PROXY)).contains("http://ours:1");
    }

    @Test
    void nothingAtAllNamesTheFirstVariable() {
        assertThatThrownBy(() -> load(Map.of("SWIFT_AUTHURL", " "))).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.USER_ERROR);
            assertThat(e).hasMessage("SWIFT_AUTHURL is not set");
        });
    }

    @Test
    void aMissingPasswordIsAskedForOnlyIfSomebodyCanAnswer() {
        Map<String, String> environment = Map.of("SWIFT_AUTHURL", "http://s", "SWIFT_USERNAME", "u");
        assertThat(new CredentialSource(environment, who -> "typed for " + who).load().get(Setting.PASSWORD)).contains("typed for u at http://s");
        assertThatThrownBy(() -> load(environment).require(Setting.PASSWORD)).hasMessage("SWIFT_PASSWORD is not set");
    }

    @Test
    void textShowsNoSecret() {
        Credentials found = load(Map.of("SWIFT_AUTHURL", "http://me:hidden1@s/v3?x=hidden2", "SWIFT_USERNAME", "u", "SWIFT_PASSWORD", "hidden3",
                "SWIFT_TENANTNAME", "t"));
        assertThat(found.toString()).isEqualTo("u of t at http://s/v3");
    }

    @Test
    void cloudsYamlWithItsSecrets() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  test:
                    auth: {auth_url: "http://k/v3", username: u, project_name: p, user_domain_name: Default}
                    regions: [One, {name: Two}]
                    interface: internal
                    verify: false
                    identity_api_version: 3
                """);
        Files.writeString(folder.resolve("secure.yaml"), "clouds: {test: {auth: {password: 12345}}}\n");
        Credentials found = load(cloud("test"));
        assertThat(found.get(Setting.PASSWORD)).contains("12345");
        assertThat(found.get(Setting.REGION)).contains("One");
        assertThat(found.get(Setting.INTERFACE)).contains("internal");
        assertThat(found.isOn(Setting.INSECURE)).isTrue();
        assertThat(found.get(Setting.VERSION)).contains("3");
        assertThatThrownBy(() -> load(cloud("other"))).hasMessageContaining("has no cloud other");
    }

    @Test
    void cloudsYamlWithAProfile() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), "clouds: {t: {profile: vendor, auth: {username: u}}}\n");
        assertThatThrownBy(() -> load(cloud("t"))).hasMessageContaining("profile vendor");
        Files.writeString(folder.resolve("clouds-public.yaml"), "public-clouds: {vendor: {auth: {auth_url: 'http://v/v2.0'}}}\n");
        Credentials found = load(cloud("t"));
        assertThat(found.get(Setting.AUTH_URL)).contains("http://v/v2.0");
        assertThat(found.get(Setting.USER_NAME)).contains("u");
        assertThat(found.get(Setting.VERSION)).contains("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clouds", "clouds: 5", "clouds: [t]", "clouds: {t: 5}", "a: &a [*a]", "clouds: {t: {auth: {username: [1]}}}",
        "password: 'geheim", "\t- x", "--- 1\n--- 2", "clouds: !!java.net.URL [x]"})
    void brokenFilesAreNamedWithoutTheirContent(String text) throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), text);
        assertThatThrownBy(() -> load(cloud("t"))).isInstanceOf(BactrianException.class).hasMessageContaining("clouds.yaml")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
    }

    private Map<String, String> cloud(String name) {
        Map<String, String> environment = new HashMap<>(Map.of("OS_CLOUD", name, "OS_CLIENT_CONFIG_FILE", folder.resolve("clouds.yaml").toString()));
        if (Files.exists(folder.resolve("secure.yaml"))) {
            environment.put("OS_CLIENT_SECURE_FILE", folder.resolve("secure.yaml").toString());
        }
        if (Files.exists(folder.resolve("clouds-public.yaml"))) {
            environment.put("OS_CLIENT_VENDOR_FILE", folder.resolve("clouds-public.yaml").toString());
        }
        return environment;
    }
}
