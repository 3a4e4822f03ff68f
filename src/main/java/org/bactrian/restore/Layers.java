package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.source.EntryName;

/**
 * The members of several sets side by side in archive order: of each entry, what every set says of it (spec 7.6). Memory does not
 * grow with the number of entries. Not thread-safe.
 */
public final class Layers implements Closeable {
    private final List<SetStream> sets;
    private final RunLog log;
    private EntryName last;

    /**
     * One entry.
     *
     * @param name    its name
     * @param members by set, oldest first; null where a set says nothing. Valid until the next layer is asked for; a body is read
     *                once
     */
    public record Layer(EntryName name, List<Member> members) {
        /**
         * What makes up the content that the entry has after a set: the last snapshot, and the deltas after it.
         *
         * @param set index of the set, which has a snapshot or a change of the entry
         * @return the snapshot first; without one, nothing but deltas
         */
        List<Member> upTo(int set) {
            List<Member> parts = new ArrayList<>();
            for (Member member : members.subList(0, set + 1)) {
                if (member != null && !member.isChange()) {
                    parts.clear();
                }
                if (member != null && !member.isGone()) {
                    parts.add(member);
                }
            }
            return parts;
        }

        /**
         * The content that a regular file has after a set.
         *
         * @param set index of the set, which has the file
         * @throws org.bactrian.error.BactrianException if what the set changes is in no set before it
         */
        public Content content(int set) {
            List<Member> parts = upTo(set);
            if (parts.get(0).isChange()) {
                throw Merge.baseless(name);
            }
            return new PatchedContent(new History(members.get(set).entry(), parts.get(0), parts.subList(1, parts.size())));
        }
    }

    /**
     * @param sets a full and the increments after it, oldest first
     * @param log  told of entries that are out of order and therefore left out
     */
    Layers(List<SetStream> sets, RunLog log) {
        this.sets = sets;
        this.log = log;
    }

    /**
     * All entries of some sets.
     *
     * @param sets a full and the increments after it, oldest first
     * @param log  as there
     */
    public static Layers of(List<ChainReader.ReadableSet> sets, RunLog log) {
        return new Layers(sets.stream().map(set -> SetStream.of(set, set.volumes(), EntryName.ROOT)).toList(), log);
    }

    /** The next entry that any set says something of; null at the end. */
    public Layer next() throws IOException {
        while (true) {
            EntryName name = lowest();
            if (name == null) {
                return null;
            }
            Member[] members = new Member[sets.size()];
            for (int i = 0; i < members.length; i++) {
                members[i] = name.equals(sets.get(i).peek()) ? sets.get(i).next() : null;
            }
            if (last == null || name.compareTo(last) > 0) {
                last = name;
                return new Layer(name, Arrays.asList(members));
            }
            log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                    "Entry " + name + " is out of order in the archive and left out");
        }
    }

    private EntryName lowest() throws IOException {
        EntryName lowest = null;
        for (SetStream set : sets) {
            EntryName name = set.peek();
            if (name != null && (lowest == null || name.compareTo(lowest) < 0)) {
                lowest = name;
            }
        }
        return lowest;
    }

    /** Whether a volume of any set was lost so far. */
    public boolean isLossy() {
        return sets.stream().anyMatch(SetStream::isLossy);
    }

    @Override
    public void close() throws IOException {
        for (SetStream set : sets) {
            set.close();
        }
    }
}
