package org.bactrian.chain.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupSet;

/**
 * What becomes of the sets of a chain where whole chains are removed by age, and why.
 *
 * @param protection     what its owner protected
 * @param limit          chains that end before it are old
 * @param limitText      the limit in words
 * @param incrementsOnly fulls stay
 */
record Reasons(Protection protection, Instant limit, String limitText, boolean incrementsOnly) {
    /**
     * In the order of the chain, what is hidden at the end.
     *
     * @param old  whether something of the chain goes unless it is protected
     * @param last whether it is the last of all chains
     */
    List<Decision> of(BackupChain chain, boolean old, boolean last) {
        List<Decision> decisions = new ArrayList<>();
        boolean wholeChainStays = !incrementsOnly && protection.touches(chain);
        for (BackupSet set : chain.sets()) {
            decisions.add(protection.reason(set).map(why -> Decision.stays(set, why)).orElseGet(() -> wholeChainStays && old
                    ? Decision.stays(set, "something of its chain is protected") : old ? oldSet(set) : youngSet(set, chain, last)));
        }
        boolean remains = decisions.stream().noneMatch(Decision::goes);
        for (BackupSet set : chain.hidden()) {
            decisions.add(protection.reason(set).map(why -> Decision.stays(set, why)).orElseGet(() -> remains
                    ? Decision.stays(set, "hidden by another increment; it goes with its chain")
                    : Decision.goes(set, "hidden by another increment, and its chain ended before " + limitText)));
        }
        return decisions;
    }

    private Decision oldSet(BackupSet set) {
        return incrementsOnly && set.isFull() ? Decision.stays(set, "a full backup; this command removes increments")
                : Decision.goes(set, "its chain ended before " + limitText);
    }

    private Decision youngSet(BackupSet set, BackupChain chain, boolean last) {
        if (!set.time().isBefore(limit)) {
            return Decision.stays(set, "not before " + limitText);
        }
        if (!chain.end().isBefore(limit)) {
            return Decision.stays(set, "the " + chain.last().id() + " builds on it");
        }
        return Decision.stays(set, last ? "of the last chain, which always stays" : "of a chain that stays");
    }
}
