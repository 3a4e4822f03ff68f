package org.bactrian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.bactrian.chain.lease.LeaseRecord;
import org.bactrian.chain.lease.LeaseStore;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoredObject;
import org.bactrian.store.check.StoreOperations;
import org.bactrian.swift.http.Digests;

/** The lease's objects by the routes of the target's store. Thread-safe. */
final class LeaseRoutes implements LeaseStore {
    private final StoreOperations store;

    /**
     * @param template sends to the routes
     * @param route    as of {@link RoutedStore}
     * @param scheme   of the target's URL
     * @param headers  of every operation
     */
    LeaseRoutes(ProducerTemplate template, String route, String scheme, Map<String, Object> headers) {
        store = new RoutedStore(template, route, scheme, headers);
    }

    /** Makes what is missing of the target. */
    void makeTarget() {
        store.list(true);
    }

    @Override
    public boolean create(String name, byte[] content) {
        try {
            store.putNew(name, content, md5(content));
            return true;
        } catch (BactrianException e) {
            if (e.kind() == ErrorKind.OBJECT_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void put(String name, byte[] content) {
        store.put(name, content, md5(content));
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(store.get(name, LeaseRecord.LONGEST + 1));
        } catch (BactrianException e) {
            if (e.kind() == ErrorKind.STORE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Instant> modified(String name) {
        return Optional.ofNullable(store.stat(name)).map(StoredObject::modified);
    }

    @Override
    public void delete(String name) {
        store.delete(name);
    }

    private static String md5(byte[] content) {
        return HexFormat.of().formatHex(Digests.md5().digest(content));
    }
}
