package org.bactrian.chain;

import java.util.Objects;
import org.bactrian.store.StoredObject;

/**
 * An object on the store together with what its name says.
 *
 * @param stored the object
 * @param name   the meaning of its name
 */
public record SetObject(StoredObject stored, ObjectName name) {
    /** @throws NullPointerException if one is missing */
    public SetObject {
        Objects.requireNonNull(stored, "stored");
        Objects.requireNonNull(name, "name");
    }

    /** The object's name on the store. */
    public String text() {
        return stored.name();
    }
}
