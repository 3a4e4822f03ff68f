package org.bactrian.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Whose source this is, as manifests record it, and the checks before an increment (spec 2.4). Immutable, if nobody changes
 * the bytes.
 *
 * @param hostname  bare host name
 * @param fqdn      full host name, which older versions wrote; may be the same
 * @param directory the source as typed, without empty and {@code .} components and a trailing slash
 *                  ({@link org.bactrian.source.Walk#shownRoot})
 */
public record SourceIdentity(String hostname, String fqdn, byte[] directory) {
    private static final String GUIDANCE = "Aborting because you may have accidentally tried to backup two different data sets to the"
            + " same remote location, or using the same archive directory.  If this is not a mistake, use the"
            + " --allow-source-mismatch switch to avoid seeing this message";

    /** @throws NullPointerException if something is missing */
    public SourceIdentity {
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(fqdn, "fqdn");
        Objects.requireNonNull(directory, "directory");
    }

    /**
     * Checks that the last set was made from this source. What the manifest does not say is not checked.
     *
     * @throws BactrianException SOURCE_HOST_CHANGED or SOURCE_DIR_CHANGED
     */
    public void check(Manifest last) {
        last.hostname().filter(host -> !host.equals(hostname) && !host.equals(fqdn)).ifPresent(host -> {
            throw new BactrianException(ErrorKind.SOURCE_HOST_CHANGED, "Fatal Error: Backup source host has changed."
                    + " Current hostname: " + hostname + ", previous hostname: " + shown(host.getBytes(StandardCharsets.UTF_8)), GUIDANCE);
        });
        last.localDir().filter(dir -> !Arrays.equals(dir, directory)).ifPresent(dir -> {
            throw new BactrianException(ErrorKind.SOURCE_DIR_CHANGED, "Fatal Error: Backup source directory has changed."
                    + " Current directory: " + shown(directory) + ", previous directory: " + shown(dir), GUIDANCE);
        });
    }

    /**
     * The last set's manifest, out of the store's and the archive directory's copy (spec 2.4).
     *
     * @param remote the store's, if it could be read
     * @param local  the archive directory's, if it could be read
     * @throws BactrianException MANIFESTS_DIFFER if they disagree, MANIFEST_UNREADABLE if there is none
     */
    public static Manifest lastManifest(Optional<Manifest> remote, Optional<Manifest> local) {
        if (remote.isPresent() && local.isPresent() && !remote.get().agreesWith(local.get())) {
            throw new BactrianException(ErrorKind.MANIFESTS_DIFFER, "Fatal Error: Remote manifest does not match local one.  Either the"
                    + " remote backup set or the local archive directory has been corrupted.",
                    "If the store is right, delete the archive directory; it is only a cache.");
        }
        return remote.or(() -> local).orElseThrow(() -> new BactrianException(ErrorKind.MANIFEST_UNREADABLE,
                "Fatal Error: Neither remote nor local manifest is readable.", "Check the passphrase or keys, or start with a full backup."));
    }

    private static String shown(byte[] path) {
        return new String(Quoting.quote(path), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceIdentity identity && hostname.equals(identity.hostname) && fqdn.equals(identity.fqdn)
                && Arrays.equals(directory, identity.directory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hostname, fqdn, Arrays.hashCode(directory));
    }

    @Override
    public String toString() {
        return hostname + ":" + shown(directory);
    }
}
