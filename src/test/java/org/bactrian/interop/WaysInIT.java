package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.swift.Cluster;
import org.bactrian.swift.KeystoneV2StandIn;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup and a restore by each way to log in, and through large objects, ours and duplicity's. */
@NeedsPeer({"duplicity", NeedsPeer.OPENSTACK})
class WaysInIT {
    private static final String CONTAINER = "ways-in-it";
    private static final String URL = "swift://" + CONTAINER + "/some";
    private static final int SIZE = 1_500_000;

    @TempDir
    Path temp;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        clean();
        source = Files.createDirectory(temp.resolve("source"));
        byte[] noise = new byte[SIZE];
        new Random(6).nextBytes(noise);
        Files.write(source.resolve("noise"), noise);
    }

    @AfterEach
    void clean() {
        for (String login : List.of("v1", "v3")) {
            Cluster.remove(Cluster.client(login), CONTAINER);
            Cluster.remove(Cluster.client(login), CONTAINER + "_segments");
        }
    }

    @ParameterizedTest
    @CsvSource({"v1, SWIFT_", "v3, SWIFT_", "v3, OS_"})
    void variables(String login, String prefix) throws IOException {
        thereAndBack(Cluster.variables(login, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantName", "tenantId"})
    void version2(String tenant) throws IOException {
        try (KeystoneV2StandIn keystone = new KeystoneV2StandIn(tenant)) {
            thereAndBack(Map.of("SWIFT_AUTHVERSION", "2", "SWIFT_AUTHURL", keystone.address(), "SWIFT_USERNAME", "writer",
                    "SWIFT_PASSWORD", "writerpass", tenant.equals("tenantId") ? "SWIFT_TENANTID" : "SWIFT_TENANTNAME", "backup"));
        }
    }

    @Test
    void cloudsYaml() throws IOException {
        Path config = Files.createDirectories(temp.resolve("home/.config/openstack"));
        Files.writeString(config.resolve("clouds.yaml"), "clouds:\n  test:\n    auth:\n      auth_url: "
                + Cluster.variables("v3", "OS_").get("OS_AUTH_URL") + "\n      username: writer\n      project_name: backup\n"
                + "      user_domain_name: Default\n      project_domain_name: Default\n    region_name: RegionOne\n");
        Files.writeString(config.resolve("secure.yaml"), "clouds: {test: {auth: {password: writerpass}}}\n");
        thereAndBack(Map.of("OS_CLOUD", "test", "HOME", temp.resolve("home").toString()));
    }

    private void thereAndBack(Map<String, String> environment) throws IOException {
        try (Program program = program(environment)) {
            at(program, "a").backup(source).expectSuccess();
            at(program, "b").restore(temp.resolve("restored")).expectSuccess();
        }
        expectRestored("restored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void duplicityReadsOurLargeObjects(String login) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(Cluster.environment(login));
        environment.put("SWIFT_SEGMENT_SIZE", "400000");
        try (Program program = program(environment)) {
            at(program, "ours").backup(source).expectSuccess();
        }
        SwiftClient client = Cluster.client(login);
        assertThat(client.list(CONTAINER + "_segments", Map.of())).hasSizeGreaterThan(3);
        try (Duplicity duplicity = new Duplicity(temp.resolve("home"), temp.resolve("theirs"), Cluster.environment(login))) {
            duplicity.restore(URL, temp.resolve("restored"), null, null).expectSuccess();
        }
        expectRestored("restored");
    }

    @Test
    void weReadDuplicitysLargeObjects() throws IOException {
        try (Duplicity duplicity = new Duplicity(temp.resolve("home"), temp.resolve("theirs"), Cluster.environment("v3"))) {
            duplicity.backup("full", source, URL, null, null, "--volsize", "4", "--mp-segment-size", "1").expectSuccess();
        }
        SwiftClient client = Cluster.client("v3");
        assertThat(client.listBelow(CONTAINER, "some/").stream().map(ObjectInfo::name).map(name -> client.head(CONTAINER, name).orElseThrow()))
                .anyMatch(ObjectInfo::isDynamicLarge);
        try (Program program = program(Cluster.environment("v3"))) {
            at(program, "ours").restore(temp.resolve("restored")).expectSuccess();
        }
        expectRestored("restored");
    }

    private void expectRestored(String name) throws IOException {
        assertThat(TreeListing.of(temp.resolve(name)).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    private Backups at(Program program, String archive) {
        return program.at(URL, temp.resolve(archive));
    }

    private static Program program(Map<String, String> environment) {
        return Program.start(Map.of("environment", new CredentialSource(environment, null).load()));
    }
}
