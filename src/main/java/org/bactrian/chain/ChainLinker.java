package org.bactrian.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Joins complete sets to chains (spec 7.1.3). Sets come by time. A full opens a chain. An increment joins the first chain
 * that ends where it starts; or it takes the place of a chain's last increment that started where it starts and ended
 * earlier; the first chain for which either holds. What joins nothing is orphaned. Chains are looked up by their end and
 * by their last start, so the work is n log n.
 */
final class ChainLinker {
    private final List<Growing> chains = new ArrayList<>();
    private final Map<Instant, TreeSet<Integer>> byEnd = new HashMap<>();
    private final Map<Instant, TreeSet<Integer>> byLastStart = new HashMap<>();
    private final List<BackupSet> orphaned = new ArrayList<>();

    private static final class Growing {
        final List<BackupSet> sets = new ArrayList<>();
        final List<BackupSet> hidden = new ArrayList<>();

        BackupSet last() {
            return sets.get(sets.size() - 1);
        }
    }

    /** @param set complete, and not earlier than the one before */
    void add(BackupSet set) {
        if (set.isFull()) {
            chains.add(new Growing());
            append(chains.size() - 1, set);
            return;
        }
        Instant start = set.id().start().orElseThrow();
        int follows = start.isBefore(set.time()) ? first(byEnd, start, set) : Integer.MAX_VALUE;
        int replaces = first(byLastStart, start, set);
        if (follows == Integer.MAX_VALUE && replaces == Integer.MAX_VALUE) {
            orphaned.add(set);
        } else if (follows < replaces) {
            forget(follows);
            append(follows, set);
        } else {
            forget(replaces);
            Growing chain = chains.get(replaces);
            chain.hidden.add(chain.sets.remove(chain.sets.size() - 1));
            append(replaces, set);
        }
    }

    private int first(Map<Instant, TreeSet<Integer>> index, Instant time, BackupSet set) {
        for (int chain : index.getOrDefault(time, new TreeSet<>())) {
            if (chains.get(chain).last().time().isBefore(set.time())) {
                return chain;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void append(int chain, BackupSet set) {
        chains.get(chain).sets.add(set);
        byEnd.computeIfAbsent(set.time(), time -> new TreeSet<>()).add(chain);
        set.id().start().ifPresent(start -> byLastStart.computeIfAbsent(start, time -> new TreeSet<>()).add(chain));
    }

    private void forget(int chain) {
        BackupSet last = chains.get(chain).last();
        byEnd.get(last.time()).remove(chain);
        last.id().start().ifPresent(start -> byLastStart.get(start).remove(chain));
    }

    /** By end time; of equal ends the one that began first comes first. */
    List<BackupChain> chains() {
        return chains.stream().map(chain -> new BackupChain(chain.sets, chain.hidden))
                .sorted(Comparator.comparing(BackupChain::end)).toList();
    }

    /** By time. */
    List<BackupSet> orphaned() {
        return orphaned;
    }
}
