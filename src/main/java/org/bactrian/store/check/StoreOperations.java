package org.bactrian.store.check;

import java.io.IOException;
import java.util.List;
import org.bactrian.store.StoredObject;

/** The five operations of a store ({@link org.bactrian.store.StoreHeaders}) on one target, small objects in memory. Thread-safe. */
public interface StoreOperations {
    /** Stores an object. @param md5 what its MD5 is said to be, lower-case hex */
    void put(String name, byte[] bytes, String md5);

    /**
     * Stores an object if there is none of that name.
     *
     * @throws org.bactrian.error.BactrianException of kind OBJECT_EXISTS if there is one
     */
    void putNew(String name, byte[] bytes, String md5);

    /** The first bytes of an object. @throws org.bactrian.error.BactrianException of kind STORE_NOT_FOUND if there is none */
    byte[] get(String name, int most) throws IOException;

    /** The whole object. @throws org.bactrian.error.BactrianException of kind STORE_NOT_FOUND if there is none */
    byte[] get(String name) throws IOException;

    /** All objects of the target. @param create whether to make the target if it is missing */
    List<StoredObject> list(boolean create);

    /** What the store says of an object; null if there is none. */
    StoredObject stat(String name);

    /** Removes an object; one that is not there is no error. */
    void delete(String name);
}
