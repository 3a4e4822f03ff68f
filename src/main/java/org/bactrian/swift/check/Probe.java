package org.bactrian.swift.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

    /** The full name of an object of ours. */
    String name(String name) {
        return prefix + name;
    }

    /** Bytes that no store can guess or compress, the same in each run. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
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

    /** Fails if a fact is not one. */
    static void expect(boolean fact, String otherwise) {
        if (!fact) {
            throw new AssertionError(otherwise);
        }
    }

    static void expectSame(byte[] wanted, byte[] got) {
        if (wanted.length != got.length) {
            throw new AssertionError(got.length + " bytes came back instead of " + wanted.length);
        }
        int at = Arrays.mismatch(wanted, got);
        expect(at < 0, "byte " + at + " came back changed");
    }

    /** Fails unless the store refuses with one of these statuses. @return the status */
    static int expectRefusal(Runnable operation, int... statuses) {
        try {
            operation.run();
        } catch (SwiftFailure e) {
            expect(Arrays.stream(statuses).anyMatch(s -> s == e.status()), e.getMessage());
            return e.status();
        }
        throw new AssertionError("it was accepted");
    }
}
