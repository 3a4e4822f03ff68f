package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What management tools can read of a running backup has no passphrase in it. */
@Timeout(60)
class SecretsInJmxTest {
    private static final String CANARY = "canary-77ab";

    @TempDir
    private Path temp;

    @Test
    void noAttributeShowsThePassphrase() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        StringBuilder seen = new StringBuilder();
        try (Program program = Program.start()) {
            program.at("file://" + temp.resolve("store"), temp.resolve("archive")).passphrase(CANARY)
                    .listening(line -> addAll(seen)).backup(source).expectSuccess();
        }
        assertThat(seen).hasSizeGreaterThan(10_000).contains("java.lang:type=Runtime").doesNotContain(CANARY);
    }

    private static void addAll(StringBuilder seen) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                    seen.append(name).append(' ').append(attribute.getName()).append('=').append(value(server, name, attribute)).append('\n');
                }
            } catch (JMException e) {
                seen.append(name).append(' ').append(e.getMessage()).append('\n'); // unregistered meanwhile
            }
        }
    }

    private static String value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return Arrays.deepToString(new Object[] {server.getAttribute(name, attribute.getName())});
        } catch (JMException | RuntimeException e) {
            return e.getMessage();
        }
    }
}
