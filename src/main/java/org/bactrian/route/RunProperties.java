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

    /** Exchange property: the {@link java.time.Clock} that tells what time it is; the system's if there is none. */
    public static final String CLOCK = "BactrianClock";

    /** Exchange property: an {@link java.time.Instant}, the time of a schedule that the set is made for; absent if it is made by hand. */
    public static final String SLOT = "BactrianSlot";
    /**
     * Exchange property set by {@code backup}: an {@link java.time.Instant}, the time of a schedule that the newest set was made for, if that is not
     * before {@link #SLOT}; then no set is made. Absent else.
     */
    public static final String SLOT_TAKEN = "BactrianSlotTaken";

    /** Exchange property set by the routes: an Integer, how many entries could not be read, written or compared; absent for 0. */
    public static final String ENTRY_ERRORS = "BactrianEntryErrors";
    /** Exchange property set by {@code verify}: an Integer, how many entries differ; absent for 0. */
    public static final String DIFFERENCES = "BactrianDifferences";

    /** Setting: how often a step of the store is tried again after the first time ({@code --num-retries}, less one). */
    public static final String RETRIES = "bactrian.retries";
    /** Setting: milliseconds before the second try ({@code --backend-retry-delay}). */
    public static final String RETRY_DELAY = "bactrian.retry-delay";
    /** Setting: the longest pause between tries, in milliseconds. */
    public static final String RETRY_DELAY_MAX = "bactrian.retry-delay-max";
    /** Setting: volumes sealed and stored at the same time ({@code --concurrency}, and the one being made). */
    public static final String VOLUMES_IN_FLIGHT = "camel.threadpool.config[volumes].poolSize";
    /** Setting: as {@link #VOLUMES_IN_FLIGHT}, for Camel has two. */
    public static final String VOLUMES_IN_FLIGHT_MAX = "camel.threadpool.config[volumes].maxPoolSize";
    /** Setting: volumes that a restore or verification fetches before their turn; 0 for none. */
    public static final String VOLUMES_AHEAD = "bactrian.volumes-ahead";
    /** Setting: threads that look at, write or compare files; 0 for as many as there are processors, 1 to do all in turn. */
    public static final String TREE_THREADS = "bactrian.tree-threads";
    /** Setting: folder for temporary files ({@code --tempdir}, else {@code TMPDIR}, {@code TEMP}, {@code TMP}, {@code /tmp}). */
    public static final String TEMP_DIR = "bactrian.temp-dir";

    private RunProperties() {
    }
}
