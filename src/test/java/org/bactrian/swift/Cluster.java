package org.bactrian.swift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.testkit.NeedsPeer;

/** The real Swift and Keystone that {@code src/test/openstack/up} started, as the tests see them. */
public final class Cluster {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\b((?:SWIFT|OS|ST)_[A-Z_]+)=(\\S+)");

    private Cluster() {
    }

    /** The folder with the cluster's settings and logs. */
    public static Path state() {
        String property = System.getProperty(NeedsPeer.OPENSTACK_STATE);
        return Path.of(property != null ? property : System.getenv().getOrDefault(NeedsPeer.OPENSTACK_STATE, "/tmp/openstack"));
    }

    /** The SWIFT_* variables of an env file: v1, v3, v3-vault. */
    public static Map<String, String> environment(String name) {
        return variables(name, "SWIFT_");
    }

    /** The variables of an env file that begin with a prefix. */
    public static Map<String, String> variables(String name, String prefix) {
        try {
            Map<String, String> found = new HashMap<>();
            Matcher m = ASSIGNMENT.matcher(Files.readString(state().resolve("env." + name)));
            while (m.find()) {
                if (m.group(1).startsWith(prefix)) {
                    found.put(m.group(1), m.group(2));
                }
            }
            return found;
        } catch (IOException e) {
            throw new AssertionError("the cluster's settings cannot be read", e);
        }
    }

    /** The credentials of an env file. */
    public static Credentials credentials(String name) {
        return new CredentialSource(environment(name), null).load();
    }

    /** A new client, with a session of its own, of an env file's account. */
    public static SwiftClient client(String name) {
        return new SwiftClient(SwiftAccount.of(credentials(name)));
    }

    /** Removes a container and all that is in it. */
    public static void remove(SwiftClient client, String container) {
        if (client.headContainer(container).isPresent()) {
            client.list(container, Map.of()).forEach(o -> client.delete(container, o.name()));
            client.deleteContainer(container);
        }
    }
}
