package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.bactrian.backup.KnownChain;
import org.bactrian.backup.KnownEntries;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.archive.ArchiveDirectory;
import org.bactrian.chain.archive.ScratchArchive;
import org.bactrian.chain.lease.Lease;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.ProgressSource;
import org.bactrian.log.RunLog;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.bactrian.seal.camel.SealDataFormat;
import org.bactrian.store.Throttle;
import org.bactrian.store.StoreHeaders;
import org.bactrian.source.EntryName;
import org.bactrian.store.StoredObject;
import org.bactrian.volume.EntryTarReader;

/**
 * What the steps of one command hand on to each other, as a property of the exchange: the target's archive directory, its
 * names, the listing of the store, and the chains found. Set up by {@link OpenTarget}; used by one thread at a time but
 * where said otherwise.
 */
public final class Run {
    static final String PROPERTY = "BactrianRun";

    private final TargetOptions target;
    private final NameScheme names;
    private ArchiveDirectory archive;
    private ScratchArchive scratch;
    private final RunLog log;
    private final SealProvider seals;
    private final BooleanSupplier stop;
    private List<StoredObject> listing = List.of();
    private Set<String> damagedCopies = Set.of();
    private BackupCollection sets;
    private NewSet newSet;
    private final LongAdder entries = new LongAdder();
    private final LongAdder transferred = new LongAdder();
    private final Throttle throttle;
    private volatile Doing doing;
    private volatile Lease lease;

    /** What is done to which entry. */
    private record Doing(String what, EntryName entry) {
    }

    Run(Exchange exchange, TargetOptions target, NameScheme names, ArchiveDirectory archive) {
        this.target = target;
        this.names = names;
        this.archive = archive;
        this.log = log(exchange);
        this.seals = exchange.getProperty(RunProperties.SEAL_PROVIDER, SealProvider.class);
        this.stop = stop(exchange);
        Clock clock = clock(exchange);
        this.throttle = new Throttle(target.upload(), () -> LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()), System::nanoTime,
                LockSupport::parkNanos, stop);
        exchange.setProperty(PROPERTY, this);
    }

    /** True once the user wants the run to end. */
    static BooleanSupplier stop(Exchange exchange) {
        BooleanSupplier given = exchange.getProperty(RunProperties.STOP, BooleanSupplier.class);
        return given == null ? () -> false : given;
    }

    /** The run an exchange belongs to. */
    public static Run of(Exchange exchange) {
        Run run = exchange.getProperty(PROPERTY, Run.class);
        return Objects.requireNonNull(run, "a route must begin with the step openTarget");
    }

    /** What was asked for. */
    static <T> T request(Exchange exchange, Class<T> type) {
        return Objects.requireNonNull(exchange.getProperty(RunProperties.REQUEST, type),
                () -> "the exchange has no property " + RunProperties.REQUEST);
    }

    /** Who listens to what the run says. */
    static RunLog log(Exchange exchange) {
        return exchange.getProperty(RunProperties.LOG, RunLog.SILENT, RunLog.class);
    }

    /** What time it is: the clock of the exchange's property, else the system's. */
    static Clock clock(Exchange exchange) {
        Clock given = exchange.getProperty(RunProperties.CLOCK, Clock.class);
        return given == null ? Clock.systemUTC() : given;
    }

    TargetOptions target() {
        return target;
    }

    NameScheme names() {
        return names;
    }

    ArchiveDirectory archive() {
        return archive;
    }

    /** Takes which copies in the archive directory are of no use. */
    void damagedCopies(Set<String> files) {
        damagedCopies = Set.copyOf(files);
    }

    /** The names of all files in the archive directory but of damaged copies. */
    List<String> goodCopies() {
        return archive.names().stream().filter(file -> !damagedCopies.contains(file)).toList();
    }

    RunLog log() {
        return log;
    }

    SealProvider seals() {
        return seals;
    }

    /** From here on nothing is kept of what is brought to the archive directory. */
    void useScratchArchive() throws IOException {
        scratch = new ScratchArchive(archive, names);
        archive = scratch.archive();
    }

    /** Gives up what the run has open or made for itself. */
    void close() throws IOException {
        if (newSet != null) {
            newSet.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }

    /** Ends the run if its user wants that, or if it is known to have lost its lease. Thread-safe. */
    void checkStop() {
        checkStop(stop);
        lease().ifPresent(Lease::requireHeld);
    }

    /** The lease on the target; empty if this run needs none. Thread-safe. */
    Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    void lease(Lease taken) {
        lease = taken;
    }

    /** The same for an exchange that has no run, as it opens no archive directory. */
    static void checkStop(Exchange exchange) {
        checkStop(stop(exchange));
    }

    private static void checkStop(BooleanSupplier wanted) {
        if (wanted.getAsBoolean()) {
            throw new BactrianException(ErrorKind.INTERRUPTED, "Stopped", "");
        }
    }

    /** Gives whoever follows the run what tells how far it is. */
    void report(Exchange exchange, ProgressSource source) {
        @SuppressWarnings("unchecked")
        Consumer<ProgressSource> follower = exchange.getProperty(RunProperties.PROGRESS, Consumer.class);
        if (follower != null) {
            follower.accept(source);
        }
    }

    /** Remembers what is done now, for whoever asks. */
    void doing(String what, EntryName entry) {
        doing = new Doing(what, entry);
    }

    /** What is done now, as {@code reading etc/fstab}; empty before the first entry. Thread-safe. */
    String doing() {
        Doing now = doing;
        return now == null ? "" : now.what() + " " + now.entry();
    }

    /** Counts an entry, before anything is done with it, and ends the run if its user wants that. */
    void beginEntry() {
        checkStop();
        entries.increment();
    }

    /** How many entries were begun, where they are counted here. Thread-safe. */
    long entries() {
        return entries.sum();
    }

    /** Counts bytes on their way to or from the store. Thread-safe. */
    void transferred(long bytes) {
        transferred.add(bytes);
    }

    /** Counts bytes that the store has taken, and waits if they were too many for the limit. Thread-safe. */
    void uploaded(long bytes) {
        transferred.add(bytes);
        throttle.took(bytes);
    }

    /** How many bytes went to or came from the store so far. Thread-safe. */
    long transferred() {
        return transferred.sum();
    }

    List<StoredObject> listing() {
        return listing;
    }

    void listing(List<StoredObject> objects) {
        listing = List.copyOf(objects);
    }

    /** Adds an object that the listing lacked. */
    void addToListing(StoredObject object) {
        List<StoredObject> longer = new ArrayList<>(listing);
        longer.add(object);
        listing(longer);
    }

    /** Takes an object that turned out to be of no use from the listing. */
    void leaveOut(String object) {
        listing(listing.stream().filter(stored -> !stored.name().equals(object)).toList());
    }

    BackupCollection sets() {
        return sets;
    }

    void sets(BackupCollection found) {
        sets = found;
    }

    /**
     * The time whose state is read: that asked for, else the latest there is. The newest set's time may be a second ahead of
     * the clock, when two were made within one second.
     */
    Instant stateAt(Instant asked, Clock clock) {
        Instant now = clock.instant();
        Instant last = sets.latest().map(BackupChain::end).orElse(now);
        return asked != null ? asked : last.isAfter(now) ? last : now;
    }

    /** The set a backup makes. */
    NewSet newSet() {
        return newSet;
    }

    void newSet(NewSet set) {
        newSet = set;
    }

    /** The state of the source that the signatures of some sets, in order, describe; from the archive directory. */
    KnownEntries knownAt(List<SetId> ids) throws IOException {
        List<EntryTarReader> readers = new ArrayList<>();
        for (SetId id : ids) {
            InputStream in = archive.openSignatures(id).orElseThrow(() -> new BactrianException(ErrorKind.NO_SIGNATURES,
                    "The signatures of the " + id + " are neither on the store nor in " + archive.folder(),
                    "Restore what you need, or verify with --compare-data; the next backup has to be a full one"));
            readers.add(new EntryTarReader(in, names.format(id.signatures(Packing.GZIP))));
        }
        return new KnownChain(readers);
    }

    /** Whether what this run stores is encrypted, and its copies in the archive directory are to be so too. */
    public boolean keepsSealed() {
        return seals.keepsSealed() && packing() == Packing.OPENPGP;
    }

    /** How new objects are packed; a manifest is never gzipped. */
    Packing packing() {
        return switch (seals.suffix()) {
            case ".gpg" -> Packing.OPENPGP;
            case ".gz" -> Packing.GZIP;
            default -> Packing.PLAIN;
        };
    }

    /** As {@link #packing}, for manifests. */
    Packing manifestPacking() {
        return packing() == Packing.GZIP ? Packing.PLAIN : packing();
    }

    /** Says on an exchange which object the next steps are about, and how it is sealed. */
    static void address(Exchange exchange, String object, Packing packing) {
        exchange.getMessage().setHeader(StoreHeaders.OBJECT, object);
        exchange.getMessage().setHeader(FORM, switch (packing) {
            case OPENPGP, CMS -> "openpgp";
            case GZIP -> "gzip";
            default -> "plain";
        });
    }

    /** Header for the seal routes: {@code plain}, {@code gzip} or {@code openpgp}. */
    static final String FORM = "BactrianForm";

    /** Addresses an object that is to be made. */
    void addressNew(Exchange exchange, String object, Packing packing) {
        address(exchange, object, packing);
        exchange.setProperty(SealDataFormat.SEAL, packing == packing() ? seals.sealing() : seals.opening(""));
    }

    /** Addresses an object that is to be read. */
    void addressStored(Exchange exchange, String object, Packing packing) {
        address(exchange, object, packing);
        exchange.setProperty(SealDataFormat.SEAL, seals.opening(switch (packing) {
            case OPENPGP -> ".gpg";
            case GZIP -> ".gz";
            case PLAIN -> "";
            default -> throw new BactrianException(ErrorKind.SEAL_FAILED, object + " is sealed in a way we cannot open",
                    "It was made by gpgsm (--use-gpgsm); restore it with the duplicity that made it");
        }));
    }
}
