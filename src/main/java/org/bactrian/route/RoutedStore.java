package org.bactrian.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.bactrian.seal.SealedInput;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;
import org.bactrian.store.check.StoreOperations;

/** The operations of one target's store, by a route that leads to its five. Thread-safe. */
final class RoutedStore implements StoreOperations {
    /** Exchange property: the endpoint to call, which the route names, so that all it leads to is loaded. */
    static final String ROUTE = "BactrianOperations";

    private static final String OPERATION = "BactrianOperation";

    private final ProducerTemplate template;
    private final String route;
    private final String scheme;
    private final Map<String, Object> fixed;

    /**
     * @param template sends to the routes
     * @param route    the endpoint that takes the header {@code BactrianOperation}: put, get, list, stat or delete
     * @param scheme   of the target's URL
     * @param target   the URL
     */
    RoutedStore(ProducerTemplate template, String route, String scheme, String target) {
        this(template, route, scheme, Map.of(StoreHeaders.TARGET, target));
    }

    /** @param fixed headers of every operation, the target's URL among them; perhaps one that names an account */
    RoutedStore(ProducerTemplate template, String route, String scheme, Map<String, Object> fixed) {
        this.template = template;
        this.route = route;
        this.scheme = scheme;
        this.fixed = Map.copyOf(fixed);
    }

    @Override
    public void put(String name, byte[] bytes, String md5) {
        call("put", new Sealed(name, bytes),
                Map.of(StoreHeaders.OBJECT, name, StoreHeaders.LENGTH, (long) bytes.length, StoreHeaders.MD5, md5));
    }

    @Override
    public void putNew(String name, byte[] bytes, String md5) {
        call("put", new Sealed(name, bytes), Map.of(StoreHeaders.OBJECT, name, StoreHeaders.LENGTH, (long) bytes.length,
                StoreHeaders.MD5, md5, StoreHeaders.IF_NEW, true));
    }

    @Override
    public byte[] get(String name, int most) throws IOException {
        try (InputStream in = call("get", null, Map.of(StoreHeaders.OBJECT, name)).getMessage().getBody(InputStream.class)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public byte[] get(String name) throws IOException {
        try (InputStream in = call("get", null, Map.of(StoreHeaders.OBJECT, name)).getMessage().getBody(InputStream.class)) {
            return in.readAllBytes();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the contract says of what
    public List<StoredObject> list(boolean create) {
        return call("list", null, Map.of(StoreHeaders.CREATE, create)).getMessage().getBody(List.class);
    }

    @Override
    public StoredObject stat(String name) {
        return call("stat", null, Map.of(StoreHeaders.OBJECT, name)).getMessage().getBody(StoredObject.class);
    }

    @Override
    public void delete(String name) {
        call("delete", null, Map.of(StoreHeaders.OBJECT, name));
    }

    private Exchange call(String operation, Object body, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(fixed);
        all.putAll(headers);
        all.put(OPERATION, operation);
        Exchange exchange = template.request(route, prepared -> {
            prepared.setProperty(RunProperties.SCHEME, scheme);
            prepared.getMessage().setHeaders(all);
            prepared.getMessage().setBody(body);
        });
        if (exchange.getException() != null) {
            throw Failures.of(exchange.getException());
        }
        return exchange;
    }

    /** Bytes that a store may read as often as it needs. */
    private record Sealed(String name, byte[] bytes) implements SealedInput {
        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }
}
