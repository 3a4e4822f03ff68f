package org.bactrian.route;

/**
 * What passes between the one who asks and the routes besides Camel's own: exchange properties, and the settings that
 * options override. The routes take them as constants, so that no name stands in two places.
 */
public final class RunProperties {
    /** Exchange property: the request record of {@code org.bactrian.request}. */
    public static final String REQUEST = "BactrianRequest";
    /** Exchange property: the {@link org.bactrian.log.RunLog}. */
    public static final String LOG = "BactrianLog";
    /** Exchange property: the {@link org.bactrian.seal.SealProvider}. */
    public static final String SEAL_PROVIDER = "BactrianSealProvider";
    /**
     * Exchange property: a {@code Consumer<ProgressSource>} to be given, once, what tells how far the run is
     * ({@link org.bactrian.log.ProgressSource}).
     */
    public static final String PROGRESS = "BactrianProgress";
    /**
     * Exchange property: a {@code BooleanSupplier} that is true once the user wants the run to end. To be asked between
     * entries and between volumes (it costs a volatile read); the run then ends with an INTERRUPTED exception.
     */
    public static final String STOP = "BactrianStop";

    /** Exchange property set by the routes: an Integer, how many entries could not be read, written or compared; absent for 0. */
    public static final String ENTRY_ERRORS = "BactrianEntryErrors";
    /** Exchange property set by {@code verify}: an Integer, how many entries differ; absent for 0. */
    public static final String DIFFERENCES = "BactrianDifferences";

    /** Setting: how often an operation of the store is tried, at least 1 ({@code --num-retries}). */
    public static final String STORE_TRIES = "bactrian.store.tries";
    /** Setting: seconds between two tries ({@code --backend-retry-delay}). */
    public static final String STORE_RETRY_DELAY = "bactrian.store.retry-delay";
    /** Setting: seconds a store may be silent ({@code --timeout}). */
    public static final String STORE_TIMEOUT = "bactrian.store.timeout";
    /** Setting: storage policy of a container that is made ({@code --swift-storage-policy}). */
    public static final String SWIFT_STORAGE_POLICY = "bactrian.swift.storage-policy";
    /** Setting: bytes from which an object is stored in segments of that length ({@code --mp-segment-size}). */
    public static final String SWIFT_SEGMENT_BYTES = "bactrian.swift.segment-bytes";
    /** Setting: volumes sealed and stored at the same time ({@code --concurrency}). */
    public static final String VOLUMES_IN_FLIGHT = "bactrian.volumes.in-flight";
    /** Setting: folder for temporary files ({@code --tempdir}, else {@code TMPDIR}, {@code TEMP}, {@code TMP}, {@code /tmp}). */
    public static final String TEMP_DIR = "bactrian.temp-dir";

    private RunProperties() {
    }
}
