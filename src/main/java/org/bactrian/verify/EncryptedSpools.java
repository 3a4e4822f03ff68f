package org.bactrian.verify;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.bactrian.rsync.GrowingSpool;
import org.bactrian.rsync.Spool;
import org.bactrian.rsync.TempFileSpool;

/**
 * Makes spools that never leave clear content on a disk: memory first, then a file without a name, encrypted under a key
 * that is drawn for each spool and forgotten with it. Thread-safe.
 */
public final class EncryptedSpools implements Spool.Source {
    private static final int MEMORY = 4 << 20;
    private static final int BUFFER = 1 << 16;
    private static final int KEY_BITS = 128;

    private final Path folder;
    private final int memory;
    private final KeyGenerator keys;

    /** @param folder for the files of spools that hold more than 4 MiB */
    public EncryptedSpools(Path folder) {
        this(folder, MEMORY);
    }

    /** As the other, with the number of bytes to hold in memory. */
    EncryptedSpools(Path folder, int memory) {
        this.folder = folder;
        this.memory = memory;
        try {
            this.keys = KeyGenerator.getInstance("AES");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
        keys.init(KEY_BITS);
    }

    @Override
    public Spool open() {
        return new GrowingSpool(memory, () -> new EncryptedSpool(new TempFileSpool(folder, BUFFER), key()));
    }

    private synchronized SecretKey key() {
        return keys.generateKey();
    }
}
