package org.bactrian.swift.camel;

/** Message headers and operations that our endpoint knows beside those of camel-openstack. */
public final class SwiftHeaders {
    /** The name of a {@link org.bactrian.swift.SwiftAccount} in the registry, for this message instead of the endpoint's. */
    public static final String ACCOUNT = "BactrianSwiftAccount";

    /** Operation: body becomes the object's bytes, checked at their end. */
    public static final String DOWNLOAD = "download";
    /** Operation: body becomes {@code List<StoredObject>} of what lies directly below the header {@code path}. */
    public static final String LIST = "list";
    /** Operation: body becomes the object's {@link org.bactrian.store.StoredObject}, or null if there is none. */
    public static final String STAT = "stat";
    /**
     * Operation on a container: tries below the header {@code path} all that backups rely on; body becomes a list of
     * {@link org.bactrian.store.check.CheckResult}.
     */
    public static final String VALIDATE = "validate";

    private SwiftHeaders() {
    }
}
