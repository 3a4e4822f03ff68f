package org.bactrian.swift.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bactrian.store.check.Expect;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftFailure;
import org.bactrian.swift.http.RequestBody;

/** The corner of the store that the checks use, and the words they are written in. */
final class Probe {
    private final SwiftClient client;
    private final String container;
    private final String prefix;

    /** @param prefix what all names begin with; ends with a slash, nothing else lies below it */
    Probe(SwiftClient client, String container, String prefix) {
        this.client = client;
        this.container = container;
        this.prefix = prefix;
    }

    SwiftClient client() {
        return client;
    }

    String container() {
        return container;
    }

    /** Where the segments of its large objects lie. */
    String segmentContainer() {
        return container + "_segments";
    }

    /** The full name of an object of ours. */
    String name(String name) {
        return prefix + name;
    }

    /** Stores bytes; gives the ETag. */
    String put(String name, byte[] bytes) {
        return client.put(container, name(name), RequestBody.of(bytes), PutOptions.NONE);
    }

    Optional<ObjectInfo> head(String name) {
        return client.head(container, name(name));
    }

    boolean delete(String name) {
        return client.delete(container, name(name));
    }

    /** The whole object, which must fit into memory. */
    byte[] get(String name) throws IOException {
        try (InputStream in = client.get(container, name(name)).bytes()) {
            return in.readAllBytes();
        }
    }

    byte[] get(String name, long first, long count) throws IOException {
        try (InputStream in = client.get(container, name(name), first, count).bytes()) {
            return in.readAllBytes();
        }
    }

    /** Whether our corner's listing has an object. */
    boolean lists(String name) {
        return client.list(container, Map.of("prefix", name(name))).stream().anyMatch(o -> o.name().equals(name(name)));
    }

    /** Fails unless the store refuses with one of these statuses. @return the status */
    static int expectRefusal(Runnable operation, int... statuses) {
        try {
            operation.run();
        } catch (SwiftFailure e) {
            Expect.that(Arrays.stream(statuses).anyMatch(s -> s == e.status()), e.getMessage());
            return e.status();
        }
        throw new AssertionError("it was accepted");
    }
}
