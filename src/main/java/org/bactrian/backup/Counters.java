package org.bactrian.backup;

import java.util.concurrent.atomic.AtomicLong;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryType;

/**
 * What a backup has done so far, counted as duplicity counts (spec 7.4). The walk's thread counts entries, the store's
 * threads count uploads; any thread may ask.
 */
public final class Counters {
    private static final long FOLDER_SIZE = 4096;

    final AtomicLong sourceFiles = new AtomicLong();
    final AtomicLong sourceFileSize = new AtomicLong();
    final AtomicLong newFiles = new AtomicLong();
    final AtomicLong newFileSize = new AtomicLong();
    final AtomicLong deletedFiles = new AtomicLong();
    final AtomicLong changedFiles = new AtomicLong();
    final AtomicLong changedFileSize = new AtomicLong();
    final AtomicLong rawDeltaSize = new AtomicLong();
    final AtomicLong storedSize = new AtomicLong();
    final AtomicLong errors = new AtomicLong();

    /** Counts an entry that is as the chain has it. */
    void unchanged(Entry entry) {
        sourceFiles.incrementAndGet();
        sourceFileSize.addAndGet(size(entry));
    }

    /** Counts an entry that was stored, with the bytes read of it if it is a file. */
    void stored(Change change, long bytesRead) {
        Entry entry = change.entry();
        if (change.kind() == Change.Kind.DELETED) {
            deletedFiles.incrementAndGet();
            return;
        }
        sourceFiles.incrementAndGet();
        sourceFileSize.addAndGet(entry.isFile() ? bytesRead : size(entry));
        if (change.kind() == Change.Kind.NEW) {
            newFiles.incrementAndGet();
            newFileSize.addAndGet(size(entry));
        } else {
            changedFiles.incrementAndGet();
            changedFileSize.addAndGet(size(entry));
        }
    }

    /** Counts bytes of a body put into a volume. */
    void archived(long bytes) {
        rawDeltaSize.addAndGet(bytes);
    }

    /** Counts a volume that the store has confirmed. */
    void uploaded(long bytes) {
        storedSize.addAndGet(bytes);
    }

    /** Counts an entry that could not be read, or not wholly. */
    void error() {
        errors.incrementAndGet();
    }

    /** How many entries could not be read, or not wholly. */
    public long errors() {
        return errors.get();
    }

    /** How many differences were found. */
    public long differences() {
        return newFiles.get() + changedFiles.get() + deletedFiles.get();
    }

    /** A folder counts 4096 bytes whatever its file system says (spec 7.4). */
    private static long size(Entry entry) {
        return entry.type() == EntryType.DIRECTORY ? FOLDER_SIZE : entry.size();
    }
}
