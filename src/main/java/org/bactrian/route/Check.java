package org.bactrian.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.status.ObjectState;
import org.bactrian.request.CheckRequest;

/** What a check has found so far, and the set it is at. One thread. */
final class Check {
    private static final String PROPERTY = "BactrianCheck";

    private final Map<String, ObjectState> states = new LinkedHashMap<>();
    private final Map<SetId, Manifest> manifests = new HashMap<>();
    private BackupSet set;
    private Manifest manifest;
    private int read;

    /** @param found the names' word on every object */
    Check(Exchange exchange, List<ObjectState> found) {
        found.forEach(state -> states.put(state.place() + " " + state.name(), state));
        exchange.setProperty(PROPERTY, this);
    }

    static Check of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Check.class);
    }

    /** Goes on with another set. */
    void begin(BackupSet next) {
        set = next;
        manifest = null;
    }

    /** Takes what the set's manifest says. */
    void manifest(Manifest given) {
        manifest = given;
        manifests.put(set.id(), given);
        for (Manifest.Volume volume : given.volumes()) {
            if (set.volume(volume.number()).isEmpty()) {
                damaged(set.manifest().orElseThrow().text(), "it names volume " + volume.number() + ", which is not there");
            }
        }
    }

    /** The manifest of a set; empty if it could not be read. */
    Optional<Manifest> manifest(SetId id) {
        return Optional.ofNullable(manifests.get(id));
    }

    /** Whether something is wrong with an object on the store. */
    boolean isDamaged(String object) {
        ObjectState state = states.get(ObjectState.Place.STORE + " " + object);
        return state != null && state.kind() == ObjectState.Kind.DAMAGED;
    }

    /** What the set's manifest says of a volume; empty for other objects, or if it could not be read. */
    Optional<Manifest.Volume> described(SetObject object) {
        return manifest == null ? Optional.empty() : manifest.volume(object.name().volume());
    }

    /** The volumes of the set that are to be read. */
    List<SetObject> volumes(CheckRequest request) {
        return set.volumes().stream().filter(volume -> described(volume).isPresent() && request.takes(volume.name().volume())).toList();
    }

    /** Counts an object that was read and is as it should be. */
    void good() {
        read++;
    }

    /** How many objects were read and are as they should be. */
    int read() {
        return read;
    }

    /** Notes what is wrong with an object on the store. */
    void damaged(String object, String reason) {
        states.put(ObjectState.Place.STORE + " " + object,
                new ObjectState(ObjectState.Place.STORE, object, ObjectState.Kind.DAMAGED, reason));
    }

    /** As {@link #damaged}, unless something is wrong with it already: the first reason says more than what follows from it. */
    void follows(String object, String reason) {
        if (!isDamaged(object)) {
            damaged(object, reason);
        }
    }

    List<ObjectState> states() {
        return new ArrayList<>(states.values());
    }
}
