package org.bactrian.restore;

import java.util.List;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;

/**
 * One entry as the chain has it: the last snapshot, and the deltas after it. Valid until the next one is asked for.
 *
 * @param entry    metadata of the newest set that has the entry
 * @param snapshot where its content begins; for what has no content, the member it comes from
 * @param deltas   what changed it, oldest first; only for regular files
 */
record History(Entry entry, Member snapshot, List<Member> deltas) {
    EntryName name() {
        return entry.name();
    }
}
