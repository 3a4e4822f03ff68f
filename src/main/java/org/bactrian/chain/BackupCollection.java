package org.bactrian.chain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoredObject;

/**
 * All that a store and an archive directory hold, sorted into sets and chains by the rules of spec 7.1, with what is odd
 * about it as {@link Finding findings}. Sets without a manifest on the store are listed as incomplete and used for nothing.
 * Immutable.
 *
 * <p>Two things are told more truly than duplicity tells them: an unfinished set never counts as a backup, even if the archive
 * directory has the beginning of its manifest; and signatures left behind by a broken run do not make a chain unusable.
 */
public final class BackupCollection {
    private final List<BackupChain> chains;
    private final List<BackupSet> orphaned;
    private final List<BackupSet> incomplete;
    private final List<SignatureFile> strayedSignatures;
    private final SignatureChain activeSignatures;
    private final List<Finding> findings;
    private final SortedMap<SetId, String> protections;
    private final Instant lastTime;

    /**
     * A signatures file that belongs to no chain.
     *
     * @param place where it is
     * @param set   whose signatures these are
     * @param name  the file or object
     */
    public record SignatureFile(SignatureChain.Place place, SetId set, String name) {
    }

    /**
     * The chain that the next increment can be added to, with the signatures it needs ("primary" in duplicity's words).
     *
     * @param chain      the last chain
     * @param signatures of all its sets
     */
    public record ActiveChain(BackupChain chain, SignatureChain signatures) {
    }

    BackupCollection(List<BackupChain> chains, List<BackupSet> orphaned, List<BackupSet> incomplete,
            List<SignatureFile> strayedSignatures, SignatureChain activeSignatures, List<Finding> findings,
            SortedMap<SetId, String> protections) {
        this.chains = List.copyOf(chains);
        this.orphaned = List.copyOf(orphaned);
        this.incomplete = List.copyOf(incomplete);
        this.strayedSignatures = List.copyOf(strayedSignatures);
        this.activeSignatures = activeSignatures;
        this.findings = List.copyOf(findings);
        this.protections = Collections.unmodifiableSortedMap(new TreeMap<>(protections));
        this.lastTime = Stream.of(chains.stream().flatMap(chain -> Stream.concat(chain.sets().stream(), chain.hidden().stream())),
                orphaned.stream(), incomplete.stream()).flatMap(Function.identity()).map(BackupSet::time)
                .max(Comparator.naturalOrder()).orElse(null);
    }

    /**
     * @param scheme       the names' spelling
     * @param store        the listing of the store, in any order
     * @param archive      the file names in the archive directory, in any order
     * @param volumeCounts how many volumes a set's manifest has, where that is known; may be asked once for each complete set
     */
    public static BackupCollection of(NameScheme scheme, Collection<StoredObject> store, Collection<String> archive,
            Function<SetId, OptionalInt> volumeCounts) {
        return new CollectionBuilder(scheme, volumeCounts).build(store, archive);
    }

    /** As the other, without knowing the manifests. */
    public static BackupCollection of(NameScheme scheme, Collection<StoredObject> store, Collection<String> archive) {
        return of(scheme, store, archive, set -> OptionalInt.empty());
    }

    /** All chains, the one that ends last being the last. */
    public List<BackupChain> chains() {
        return chains;
    }

    /** The last chain, if there are signatures for all of it. */
    public Optional<ActiveChain> active() {
        return Optional.ofNullable(activeSignatures).map(signatures -> new ActiveChain(chains.get(chains.size() - 1), signatures));
    }

    /** All chains but the active one. */
    public List<BackupChain> secondaryChains() {
        return activeSignatures == null ? chains : chains.subList(0, chains.size() - 1);
    }

    /** Increments that no chain leads to, by time. */
    public List<BackupSet> orphaned() {
        return orphaned;
    }

    /** Sets with volumes but without a manifest on the store, by time. */
    public List<BackupSet> incomplete() {
        return incomplete;
    }

    /** Signatures that belong to no chain, in the archive directory first, each by time. */
    public List<SignatureFile> strayedSignatures() {
        return strayedSignatures;
    }

    /** What its owner should know. */
    public List<Finding> findings() {
        return findings;
    }

    /** The sets that their owner protected from removal, each with its {@linkplain ProtectionMark mark} on the store. */
    public SortedMap<SetId, String> protections() {
        return protections;
    }

    /** The time of the newest full backup of a chain. */
    public Optional<Instant> lastFull() {
        return chains.stream().map(BackupChain::start).max(Comparator.naturalOrder());
    }

    /** The newest time that any set has, incomplete and orphaned ones too: a new set must be later. */
    public Optional<Instant> lastTime() {
        return Optional.ofNullable(lastTime);
    }

    /**
     * The chain a restore to that time reads: one that covers it, else the latest that ended before (spec 7.1.6). If several
     * cover it, the one with the newest set not after it. Never a later one, as duplicity would take without a word.
     *
     * @throws BactrianException NOTHING_TO_RESTORE if there is no chain, or none that early; it says what there is
     */
    public BackupChain chainAt(Instant time) {
        return chainCovering(time).orElseThrow(() -> nothingAt(time));
    }

    /** As {@link #chainAt}, empty instead of raising. */
    public Optional<BackupChain> chainCovering(Instant time) {
        Comparator<BackupChain> byState = Comparator.comparing(chain -> lastUpTo(chain, time));
        Optional<BackupChain> covering = chains.stream()
                .filter(chain -> !chain.start().isAfter(time) && !chain.end().isBefore(time)).max(byState);
        return covering.isPresent() ? covering
                : chains.stream().filter(chain -> chain.end().isBefore(time)).max(Comparator.comparing(BackupChain::end));
    }

    private static Instant lastUpTo(BackupChain chain, Instant time) {
        List<BackupSet> sets = chain.setsUpTo(time);
        return sets.get(sets.size() - 1).time();
    }

    private BactrianException nothingAt(Instant time) {
        Optional<Instant> first = chains.stream().map(BackupChain::start).min(Comparator.naturalOrder());
        if (first.isEmpty()) {
            return new BactrianException(ErrorKind.NOTHING_TO_RESTORE, "There is no backup on the store.", incomplete.isEmpty()
                    ? "Check the target URL and the file prefixes."
                    : "Only unfinished backups are there; run the backup again to finish.");
        }
        return new BactrianException(ErrorKind.NOTHING_TO_RESTORE,
                "There is no backup of " + TimeText.w3c(time, ZoneOffset.UTC, ':') + " or earlier.",
                "The first backup is of " + TimeText.w3c(first.get(), ZoneOffset.UTC, ':') + ", the last of "
                        + TimeText.w3c(latest().orElseThrow().end(), ZoneOffset.UTC, ':') + ".");
    }

    /** The chain that ends last. */
    public Optional<BackupChain> latest() {
        return chains.isEmpty() ? Optional.empty() : Optional.of(chains.get(chains.size() - 1));
    }

    /** Whether an increment, in a chain or not, finished or not, builds on the set of that time. */
    public boolean buildsOn(Instant time) {
        return Stream.of(chains.stream().flatMap(chain -> Stream.concat(chain.sets().stream(), chain.hidden().stream())),
                orphaned.stream(), incomplete.stream()).flatMap(Function.identity())
                .anyMatch(set -> set.id().start().filter(time::equals).isPresent());
    }

    /** The set of that identity in any chain. */
    public Optional<BackupSet> set(SetId id) {
        Objects.requireNonNull(id, "id");
        return chains.stream().flatMap(chain -> chain.sets().stream()).filter(set -> set.id().equals(id)).findFirst();
    }
}
