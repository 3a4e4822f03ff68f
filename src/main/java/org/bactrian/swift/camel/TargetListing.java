package org.bactrian.swift.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.store.StoredObject;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftFailure;

/** Lists what lies directly below a target; makes its container if that is wanted. */
final class TargetListing {
    private final SwiftClient client;

    TargetListing(SwiftClient client) {
        this.client = client;
    }

    /**
     * @param prefix empty or ended by a slash
     * @param create whether to make a missing container
     * @return names relative to the prefix; what has a slash in the rest of its name is somebody else's
     */
    List<StoredObject> list(String container, String prefix, boolean create) {
        if (create) {
            ensureContainer(container);
        }
        List<StoredObject> found = new ArrayList<>();
        for (ObjectInfo info : client.listBelow(container, prefix)) {
            String name = info.name().startsWith(prefix) ? info.name().substring(prefix.length()) : "";
            if (!name.isEmpty() && name.indexOf('/') < 0) {
                add(container, info, name, found);
            }
        }
        return found;
    }

    /** A listing gives a dynamic large object no bytes, as it does an empty one: only a HEAD can tell. */
    private void add(String container, ObjectInfo info, String name, List<StoredObject> found) {
        Optional<ObjectInfo> exact = info.size() > 0 ? Optional.of(info) : client.head(container, info.name());
        exact.ifPresent(i -> found.add(new StoredObject(name, i.size(), info.modified(), i.wholeMd5())));
    }

    private void ensureContainer(String container) {
        Optional<Map<String, String>> there = client.headContainer(container);
        if (there.isEmpty()) {
            client.createContainer(container, Map.of());
            return;
        }
        String has = there.get().get("X-Storage-Policy");
        Optional<String> wanted = client.account().storagePolicy();
        if (wanted.isPresent() && !wanted.get().equals(has)) {
            throw SwiftFailure.wrongPolicy(container, has, wanted.get());
        }
    }
}
