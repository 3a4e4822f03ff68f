package org.bactrian.chain.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Finding;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.request.KeepRules;

/**
 * Decides what the command {@code remove} deletes: the sets that no keep rule wants, that nothing which stays builds on, and that are
 * not protected. Chains become shorter only from their ends; a full goes with the last of its increments.
 *
 * <p>A wrong clock or a forged name must not push good sets out. Therefore sets of the future, sets whose time is a day or more after
 * the store says their manifest was written, and sets that lack a volume or build on one that does count for no rule; and what is newer
 * than the newest set that counts always stays. "Within" counts back from that newest set, not from the clock. Orphaned and unfinished
 * sets are {@link Retention#cleanup cleanup}'s. Plain functions of one collection; immutable.
 */
public final class Pruning {
    private final BackupCollection collection;
    private final Untimely untimely;
    private final ZoneId zone;
    private final Protection protection;
    private final Map<SetId, String> doubtful = new HashMap<>();

    /**
     * @param collection what there is
     * @param now        what time it is
     * @param zone       whose days and months count
     */
    public Pruning(BackupCollection collection, Instant now, ZoneId zone) {
        this.collection = collection;
        this.untimely = new Untimely(now);
        this.zone = zone;
        this.protection = new Protection(collection);
        findDoubtful();
    }

    /**
     * What the rules leave over.
     *
     * @param rules   at least one
     * @param archive the file names in the archive directory
     * @param scheme  the names' spelling
     * @throws IllegalArgumentException if there is no rule
     */
    public RetentionPlan plan(KeepRules rules, Collection<String> archive, NameScheme scheme) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("no keep rule");
        }
        List<BackupSet> counting = collection.chains().stream().flatMap(chain -> chain.sets().stream())
                .filter(set -> !doubtful.containsKey(set.id())).sorted(Comparator.comparing(BackupSet::id).reversed()).toList();
        Map<SetId, List<String>> wanted = new KeepSlots(rules, zone).fill(counting);
        Instant newest = counting.isEmpty() ? Instant.MIN : counting.get(0).time();
        List<Decision> decisions = new ArrayList<>();
        collection.chains().forEach(chain -> decisions.addAll(decide(chain, wanted, newest)));
        decisions.sort(Comparator.comparing(decision -> decision.set().id()));
        return RetentionPlan.of(List.of(), List.of(), decisions, archive, scheme);
    }

    private void findDoubtful() {
        Set<SetId> damaged = new HashSet<>();
        for (Finding finding : collection.findings()) {
            if (finding.kind() == Finding.Kind.MISSING_VOLUME) {
                finding.set().ifPresent(damaged::add);
            }
        }
        for (BackupChain chain : collection.chains()) {
            SetId lost = null;
            for (BackupSet set : chain.sets()) {
                lost = lost == null && damaged.contains(set.id()) ? set.id() : lost;
                doubt(set, lost).ifPresent(why -> doubtful.put(set.id(), why + ", so it counts for no rule"));
            }
        }
    }

    private Optional<String> doubt(BackupSet set, SetId lost) {
        return untimely.why(set).or(() -> lost == null ? Optional.empty()
                : Optional.of(lost.equals(set.id()) ? "a volume is missing" : "it builds on the " + lost + ", of which a volume is missing"));
    }

    /** From the end, for what stays keeps all before it. */
    private List<Decision> decide(BackupChain chain, Map<SetId, List<String>> wanted, Instant newest) {
        List<Decision> decisions = new ArrayList<>();
        BackupSet above = null;
        List<BackupSet> backwards = new ArrayList<>(chain.sets());
        Collections.reverse(backwards);
        for (BackupSet set : backwards) {
            List<String> why = new ArrayList<>(wanted.getOrDefault(set.id(), List.of()));
            protection.reason(set).ifPresent(why::add);
            String doubt = doubtful.get(set.id());
            if (doubt != null && set.time().isAfter(newest)) {
                why.add(doubt + "; newer than all that do");
            }
            if (why.isEmpty() && above != null) {
                why.add("the " + above.id() + " builds on it");
            }
            if (why.isEmpty()) {
                decisions.add(Decision.goes(set, doubt == null ? "no rule keeps it" : doubt));
            } else {
                decisions.add(new Decision(set, false, why));
                above = set;
            }
        }
        decideHidden(chain, decisions);
        return decisions;
    }

    /** No restore reads them; they stay as long as what they build on. */
    private void decideHidden(BackupChain chain, List<Decision> decisions) {
        Set<Instant> gone = new HashSet<>();
        decisions.stream().filter(Decision::goes).forEach(decision -> gone.add(decision.set().time()));
        for (BackupSet set : chain.hidden()) {
            Optional<String> why = protection.reason(set);
            boolean goes = why.isEmpty() && gone.contains(set.id().start().orElseThrow());
            decisions.add(goes ? Decision.goes(set, "hidden by another increment, and what it builds on goes")
                    : Decision.stays(set, why.orElse("hidden by another increment; it goes with the set it builds on")));
        }
    }
}
