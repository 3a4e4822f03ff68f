package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/** One set of a chain that is replayed, and its signatures, which go along with its entries (spec 4.1). One thread. */
final class ReplayedSet implements Closeable {
    private final BackupSet set;
    private final EntryTarReader signatures;
    private final Check check;
    private TarRecord current;
    private boolean begun;
    /** Whether the record stood on was asked for already. */
    private boolean compared;

    /** @param signatures null if they cannot be read; then nothing is compared */
    ReplayedSet(BackupSet set, EntryTarReader signatures, Check check) {
        this.set = set;
        this.signatures = signatures;
        this.check = check;
    }

    /**
     * Goes to an entry; the set's entries come in archive order.
     *
     * @param lossy whether volumes could not be read, so that it is no wonder if the signatures have more
     * @return the signatures' word on it; null if they have none
     */
    TarRecord find(EntryName name, boolean lossy) throws IOException {
        while (peek() != null && current.entry().name().compareTo(name) < 0) {
            if (!lossy) {
                damaged("they have " + current.entry().name() + ", which is in no volume");
            }
            current = signatures.next();
        }
        boolean found = peek() != null && current.entry().name().equals(name);
        compared = found;
        if (!found && signatures != null) {
            damaged("they lack " + name + ", which is in a volume");
        }
        return found ? current : null;
    }

    private TarRecord peek() throws IOException {
        if (signatures != null && (!begun || compared)) {
            current = signatures.next();
        }
        begun = true;
        compared = false;
        return current;
    }

    /** The signature of the file gone to; null if there is none to compare with. */
    InputStream signature(EntryName name, boolean lossy) throws IOException {
        TarRecord record = find(name, lossy);
        if (record != null && record.kind() != EntryKind.SIGNATURE) {
            damaged("they take " + name + " for something else than a file");
        }
        return record != null && record.kind() == EntryKind.SIGNATURE ? signatures.body() : null;
    }

    /** Notes that a file's content is not what its signature says. */
    void differs(EntryName name) {
        damaged("the content of " + name + " in the volumes is not what they say");
    }

    private void damaged(String why) {
        check.follows(set.signatures().map(SetObject::text).orElseThrow(), why);
    }

    /** Notes that something in the volumes is damaged which no hash has shown. */
    void broken(String why) {
        check.follows(set.manifest().orElseThrow().text(), "the volumes it names do not fit: " + why);
    }

    /** No entry follows. */
    void end(boolean lossy) throws IOException {
        for (; peek() != null && !lossy; current = signatures.next()) {
            damaged("they have " + current.entry().name() + ", which is in no volume");
        }
    }

    @Override
    public void close() throws IOException {
        if (signatures != null) {
            signatures.close();
        }
    }
}
