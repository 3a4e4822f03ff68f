package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.source.EntryName;

/**
 * The state of a source at the time of the last of some sets, from their {@link Layers} (spec 7.6). Where volumes are lost the
 * state is that of the others. Not thread-safe.
 */
final class Merge implements Closeable {
    private final Layers layers;
    private final int newest;
    private final RunLog log;

    /**
     * @param sets a full and the increments after it, oldest first
     * @param log  told of entries that are left out
     */
    Merge(List<SetStream> sets, RunLog log) {
        this.layers = new Layers(sets, log);
        this.newest = sets.size() - 1;
        this.log = log;
    }

    /** The next entry that exists in this state; null at the end. */
    History next() throws IOException {
        for (Layers.Layer layer = layers.next(); layer != null; layer = layers.next()) {
            History history = history(layer);
            if (history != null) {
                return history;
            }
        }
        return null;
    }

    /** What all sets together say of an entry; null if the last word is that it is gone. */
    private History history(Layers.Layer layer) {
        List<Member> parts = layer.upTo(newest);
        if (parts.isEmpty()) {
            return null;
        }
        if (!parts.get(0).isChange()) {
            return new History(parts.get(parts.size() - 1).entry(), parts.get(0), parts.subList(1, parts.size()));
        }
        if (!layers.isLossy()) {
            throw baseless(layer.name());
        }
        log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                "Left out " + layer.name() + ": what was changed of it is in a volume that could not be read");
        return null;
    }

    static BactrianException baseless(EntryName name) {
        return new BactrianException(ErrorKind.HASH_MISMATCH,
                "The archive has a change of " + name + " but not what was changed",
                "A set of the chain is damaged or missing; restore from another time");
    }

    @Override
    public void close() throws IOException {
        layers.close();
    }
}
