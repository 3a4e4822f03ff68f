package org.bactrian.backup;

import java.util.concurrent.atomic.LongAdder;
import org.bactrian.chain.status.Counter;
import org.bactrian.chain.status.Statistics;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryType;

/**
 * Counts what a backup does, as duplicity counts (spec 7.4). The walk's thread counts entries, the store's threads count
 * uploads; any thread may ask.
 */
public final class Counters {
    private static final long FOLDER_SIZE = 4096;

    private final Statistics statistics = new Statistics();
    private final LongAdder fileBytes = new LongAdder();

    /** What was counted. */
    public Statistics statistics() {
        return statistics;
    }

    /** Counts an entry that is as the chain has it. */
    void unchanged(Entry entry) {
        statistics.count(Counter.SOURCE_FILES);
        statistics.add(Counter.SOURCE_FILE_SIZE, size(entry));
        if (entry.isFile()) {
            fileBytes.add(entry.size());
        }
    }

    /** Counts bytes of a file as they are read. */
    void read(long bytes) {
        fileBytes.add(bytes);
    }

    /** Bytes of regular files that are done with so far: read, or known to be as they were. */
    public long fileBytes() {
        return fileBytes.sum();
    }

    /** Counts an entry that was stored, with the bytes read of it if it is a file. */
    void stored(Change change, long bytesRead) {
        Entry entry = change.entry();
        statistics.count(Counter.DELTA_ENTRIES);
        if (change.kind() == Change.Kind.DELETED) {
            statistics.count(Counter.DELETED_FILES);
            return;
        }
        boolean added = change.kind() == Change.Kind.NEW;
        statistics.count(Counter.SOURCE_FILES);
        statistics.add(Counter.SOURCE_FILE_SIZE, entry.isFile() ? bytesRead : size(entry));
        statistics.count(added ? Counter.NEW_FILES : Counter.CHANGED_FILES);
        statistics.add(added ? Counter.NEW_FILE_SIZE : Counter.CHANGED_FILE_SIZE, size(entry));
    }

    /** Counts bytes of a body put into a volume. */
    void archived(long bytes) {
        statistics.add(Counter.RAW_DELTA_SIZE, bytes);
    }

    /** Takes over what an earlier run counted of the volumes it stored. */
    void resumed(long errors, long rawBytes) {
        statistics.add(Counter.ERRORS, errors);
        statistics.add(Counter.RAW_DELTA_SIZE, rawBytes);
    }

    /** Counts a volume that the store has confirmed. */
    void uploaded(long bytes) {
        statistics.add(Counter.TOTAL_DESTINATION_SIZE_CHANGE, bytes);
    }

    /** Counts an entry that could not be read, or not wholly. */
    void error() {
        statistics.count(Counter.ERRORS);
    }

    /** How many entries could not be read, or not wholly. */
    public long errors() {
        return statistics.get(Counter.ERRORS);
    }

    /** How many differences were found so far. */
    public long differences() {
        return statistics.get(Counter.DELTA_ENTRIES);
    }

    /** A folder counts 4096 bytes whatever its file system says (spec 7.4). */
    private static long size(Entry entry) {
        return entry.type() == EntryType.DIRECTORY ? FOLDER_SIZE : entry.size();
    }
}
