package org.bactrian.route;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.status.CollectionWarning;
import org.bactrian.chain.status.StatusText;
import org.bactrian.store.StoredObject;

/**
 * Sorts and shows one made-up set, for nobody: the first time costs the JVM tens of milliseconds of loading and linking, which this spends
 * while there is nothing else to do. Reads and writes nothing; nothing depends on whether it ran.
 */
final class FirstUse {
    private FirstUse() {
    }

    /** Sorts and shows. */
    static void ofChains() {
        ZoneId zone = ZoneId.systemDefault();
        NameScheme names = NameScheme.standard();
        SetId set = SetId.full(Instant.EPOCH);
        List<StoredObject> store = new ArrayList<>();
        for (String name : List.of(names.format(set.volume(1, Packing.GZIP)), names.format(set.manifest(Packing.PLAIN)),
                names.format(set.signatures(Packing.GZIP)))) {
            store.add(new StoredObject(name, 1, Instant.EPOCH, ""));
        }
        BackupCollection sets = BackupCollection.of(names, store, List.of());
        CollectionWarning.of(sets);
        StatusText.lines(sets, Path.of("/"), zone);
        StatusText.record(sets);
    }
}
