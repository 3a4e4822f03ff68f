package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.bactrian.backup.Volumes;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** A set while it is copied to another target. One thread. */
public final class Replica {
    private static final String PROPERTY = "BactrianReplica";

    private final BackupSet original;
    private final List<String> leftovers;
    private final Map<Integer, String> hashes = new HashMap<>();
    private final List<Manifest.Volume> storedNew = new ArrayList<>();
    private Manifest manifest;
    private Volumes newVolumes;
    private Closeable recutSource;

    /**
     * @param original  the set; it has a manifest
     * @param leftovers names of what the other target has of an unfinished set of that identity
     */
    Replica(BackupSet original, List<String> leftovers) {
        this.original = original;
        this.leftovers = List.copyOf(leftovers);
    }

    /** The one an exchange is about. */
    static Replica of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Replica.class);
    }

    void on(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    SetId id() {
        return original.id();
    }

    List<String> leftovers() {
        return leftovers;
    }

    /** The manifest's object where it comes from; asked for by the route. */
    public SetObject manifestObject() {
        return original.manifest().orElseThrow();
    }

    /** Takes what the manifest says, before anything is copied. */
    void manifest(Manifest read) {
        manifest = read;
    }

    /** What the manifest says of an object; empty for all but volumes, and before the manifest was read. */
    Optional<Manifest.Volume> described(SetObject object) {
        return manifest == null ? Optional.empty() : manifest.volume(object.name().volume());
    }

    /** What ties its objects together, as far as the manifest says so. */
    SetTies ties() {
        return manifest.ties();
    }

    /** What is to be copied, in this order; the manifest is the last. @throws BactrianException as {@link #volumes} */
    List<SetObject> objects() {
        List<SetObject> objects = new ArrayList<>(volumes());
        objects.addAll(metadata());
        return objects;
    }

    /**
     * Its volumes where it comes from, in order.
     *
     * @throws BactrianException STORE_NOT_FOUND if a volume of the manifest is not there
     */
    List<SetObject> volumes() {
        List<SetObject> objects = new ArrayList<>();
        for (Manifest.Volume volume : manifest.volumes()) {
            objects.add(original.volume(volume.number()).orElseThrow(() -> new BactrianException(ErrorKind.STORE_NOT_FOUND,
                    "The " + id() + " lacks volume " + volume.number() + ", so it cannot be replicated",
                    "The sets before it are replicated; with --time they are all that is asked for")));
        }
        return objects;
    }

    /** All but the volumes; the manifest is the last. */
    List<SetObject> metadata() {
        return Stream.of(original.signatures(), original.jsonstat(), original.manifest()).flatMap(Optional::stream).toList();
    }

    /** Takes the volumes that are cut anew, and what they are cut from, which is closed by {@link #endRecut}. */
    void recut(Volumes given, Closeable source) {
        newVolumes = given;
        recutSource = source;
    }

    /** The volumes that are cut anew. */
    Volumes newVolumes() {
        return newVolumes;
    }

    /** Remembers a new volume as it was stored; in order. */
    void storedNew(Manifest.Volume volume) {
        storedNew.add(volume);
    }

    /** The new volumes for the manifest; empty if volumes are copied as they are. */
    List<Manifest.Volume> storedNew() {
        return storedNew;
    }

    void endRecut() throws IOException {
        recutSource.close();
    }

    /** Remembers the SHA-1 of a volume as it was stored, lower-case hex. */
    void stored(int volume, String sha1) {
        hashes.put(volume, sha1);
    }

    /** As it was stored; null for a volume that was not. */
    String sha1(int volume) {
        return hashes.get(volume);
    }
}
