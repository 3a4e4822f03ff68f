package org.bactrian.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.store.StoredObject;

/** Makes listings of stores that never were. Times are days of January 2024 unless given otherwise. */
public final class StoreListing {
    private final NameScheme scheme;
    private final Packing packing;
    private final List<String> names = new ArrayList<>();

    private StoreListing(NameScheme scheme, Packing packing) {
        this.scheme = scheme;
        this.packing = packing;
    }

    /** Long names, gzipped. */
    public static StoreListing plain() {
        return new StoreListing(NameScheme.standard(), Packing.GZIP);
    }

    /** Long names, encrypted. */
    public static StoreListing encrypted() {
        return new StoreListing(NameScheme.standard(), Packing.OPENPGP);
    }

    /** Midnight of that day. */
    public static Instant day(int number) {
        return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * (number - 1));
    }

    /** A whole full of one volume. */
    public StoreListing full(int day) {
        return manifest(SetId.full(day(day))).signatures(SetId.full(day(day))).volumes(SetId.full(day(day)), 1);
    }

    /** A whole increment of one volume. */
    public StoreListing increment(int start, int day) {
        SetId id = id(start, day);
        return manifest(id).signatures(id).volumes(id, 1);
    }

    /** The increment of those days. */
    public static SetId id(int start, int day) {
        return SetId.increment(day(start), day(day));
    }

    public StoreListing manifest(SetId id) {
        return add(id.manifest(packing == Packing.GZIP ? Packing.PLAIN : packing));
    }

    public StoreListing signatures(SetId id) {
        return add(id.signatures(packing));
    }

    public StoreListing volumes(SetId id, Integer... numbers) {
        Arrays.stream(numbers).forEach(number -> add(id.volume(number, packing)));
        return this;
    }

    /** Any object of a set. */
    public StoreListing add(ObjectName name) {
        return named(scheme.format(name));
    }

    public StoreListing named(String... more) {
        names.addAll(List.of(more));
        return this;
    }

    public StoreListing without(String name) {
        names.remove(name);
        return this;
    }

    /** The names. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** As a store lists them, 100 bytes each. */
    public List<StoredObject> objects() {
        return objects(names);
    }

    public static List<StoredObject> objects(List<String> names) {
        return names.stream().map(name -> new StoredObject(name, 100, Instant.EPOCH)).toList();
    }

    /** The collection without an archive directory. */
    public BackupCollection collection() {
        return BackupCollection.of(scheme, objects(), List.of());
    }
}
