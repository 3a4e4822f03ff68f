package org.bactrian.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetObject;

/** Objects that are the same part of a set by their names, as a file compressed and encrypted, and what reading them has shown. One thread. */
public final class Twins {
    /** Exchange property: the twins the steps are about. The route sets it. */
    public static final String PROPERTY = "BactrianTwins";

    private final List<SetObject> objects;
    private final Map<String, Read> read = new HashMap<>();

    /** What one is: its hash as stored, of its content if that could be read, and what it says if it is a manifest. */
    private static final class Read {
        private String sha1;
        private String content;
        private Manifest manifest;
        private String fault;
    }

    Twins(List<SetObject> objects) {
        this.objects = List.copyOf(objects);
    }

    static Twins of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Twins.class);
    }

    /** The objects, first the one that is sealed like the rest of the set; asked for by the route. */
    public List<SetObject> objects() {
        return objects;
    }

    SetObject first() {
        return objects.get(0);
    }

    private Read at(SetObject object) {
        return read.computeIfAbsent(object.text(), name -> new Read());
    }

    void hash(SetObject object, String sha1) {
        at(object).sha1 = sha1;
    }

    void content(SetObject object, String sha256, Manifest manifest) {
        at(object).content = sha256;
        at(object).manifest = manifest;
    }

    void fault(SetObject object, String why) {
        at(object).fault = why;
    }

    /** Why one cannot be read; null if it can. */
    String fault(SetObject object) {
        return at(object).fault;
    }

    /** What one says, if it is a manifest that can be read. */
    Optional<Manifest> manifest(SetObject object) {
        return Optional.ofNullable(at(object).manifest);
    }

    /**
     * The one that counts: the first that can be read, and has the hash that the set's manifest gives, if it gives one.
     *
     * @param described what the manifest says of the volume; empty for other objects, or if there is no manifest
     * @return empty if none does
     */
    Optional<SetObject> right(Optional<Manifest.Volume> described) {
        return objects.stream().filter(object -> at(object).content != null) // the same bytes under a wrong suffix cannot be
                .filter(object -> described.isEmpty() || described.get().hashHex().equals(at(object).sha1)).findFirst();
    }

    /**
     * The others that may go for the right one: by the manifest's hash all of them; else those whose content is the same, and those
     * that are packed like it and cannot be read. One packed otherwise may only lack its key.
     */
    List<SetObject> useless(SetObject right, boolean byHash) {
        List<SetObject> useless = new ArrayList<>();
        for (SetObject object : objects) {
            boolean same = at(object).content != null && at(object).content.equals(at(right).content);
            boolean broken = at(object).content == null && object.name().packing() == right.name().packing();
            if (object != right && (byHash || same || broken)) {
                useless.add(object);
            }
        }
        return useless;
    }

    boolean areVolumes() {
        return first().name().kind() == ObjectKind.VOLUME;
    }
}
