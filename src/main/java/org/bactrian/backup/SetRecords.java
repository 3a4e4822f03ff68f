package org.bactrian.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.bactrian.chain.FileChange;
import org.bactrian.rsync.BlockLength;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.seal.GzipSeal;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarWriter;

/**
 * What a set keeps besides its volumes, collected while they are made: the signatures (spec 4.1), gzipped as the archive
 * directory keeps them, and the list of changed files. Both are files, since both grow with the source. Written by one
 * thread at a time; removed when this is closed, unless they were taken away before.
 */
public final class SetRecords implements Closeable {
    private static final int BUFFER = 1 << 16;
    /** The copy is local and read once or twice; most of it, sums, does not get smaller at any level. */
    private static final int FAST = 1;
    /** A time no file has when it is compared: negative ones are archived as 0 (spec 3.5), and 0 equals 0 only. */
    private static final long NEVER = 1;

    private final Path signatureFile;
    private final BlockRule blockRule;
    private final OutputStream file;
    private final OutputStream signatureOut;
    private final EntryTarWriter signatures;
    private final FileList fileList;
    private final boolean filesListed;
    private SignatureBuffer signature;

    /** How long the blocks of a file's signature are. */
    @FunctionalInterface
    public interface BlockRule {
        /** The block length for a file of so many bytes. */
        int blockLength(long fileSize);

        /** duplicity's rules (spec 4.2). */
        static BlockRule of(boolean squareRoot, int maxBlockSize) {
            BlockLength rule = squareRoot ? BlockLength.SQUARE_ROOT : BlockLength.STEPPED;
            return size -> rule.forFile(size, maxBlockSize);
        }
    }

    /**
     * @param folder      where the files are made; private to the user
     * @param blockRule   for the signatures
     * @param filesListed whether changed files are listed
     */
    public SetRecords(Path folder, BlockRule blockRule, boolean filesListed) throws IOException {
        this.blockRule = blockRule;
        this.filesListed = filesListed;
        this.signatureFile = folder.resolve("bactrian-signatures.tmp");
        this.file = new BufferedOutputStream(new WorkFile(signatureFile), BUFFER);
        this.signatureOut = new GzipSeal(FAST).seal(file);
        this.signatures = new EntryTarWriter(signatureOut).shortRoot();
        this.fileList = new FileList(folder.resolve("bactrian-filelist.tmp"));
    }

    /** Begins the signature of a regular file; the one before is forgotten unless it was added. */
    SignatureWriter newSignature(Entry file) throws IOException {
        dropSignature();
        signature = new SignatureBuffer(signatureFile.resolveSibling("bactrian-signature.tmp"));
        return new SignatureWriter(signature, SignatureFormat.md4(blockRule.blockLength(file.size())));
    }

    /** Forgets a signature begun, because its file could not be read. */
    void dropSignature() throws IOException {
        if (signature != null) {
            signature.close();
            signature = null;
        }
    }

    /**
     * Adds a regular file whose signature is finished.
     *
     * @param whole false if the file could not be read to its end: its signature then gets a time that makes the next
     *              backup read it again
     */
    void addFile(Change change, boolean whole) throws IOException {
        Entry entry = whole ? change.entry() : withTime(change.entry(), NEVER);
        signatures.begin(EntryKind.SIGNATURE, entry, 0, signature.length());
        signature.copyTo(signatures);
        signatures.end();
        dropSignature();
        list(change);
    }

    /** Adds anything but a regular file that exists. */
    void add(Change change) throws IOException {
        boolean deleted = change.kind() == Change.Kind.DELETED;
        signatures.begin(deleted ? EntryKind.DELETED : EntryKind.SNAPSHOT, change.entry(), 0, 0);
        signatures.end();
        if (change.entry().isFile()) {
            list(change);
        }
    }

    private void list(Change change) throws IOException {
        if (filesListed) {
            fileList.add(change.kind().mark(), change.entry().name());
        }
    }

    /** Ends the signatures; nothing can be added any more. */
    public void finish() throws IOException {
        signatures.finish();
        signatureOut.close();
        file.close();
    }

    /** The gzipped signatures, whole after {@link #finish}; the receiver may move the file away. */
    public Path signatureFile() {
        return signatureFile;
    }

    /** The number of files in the list. */
    public long fileCount() {
        return fileList.count();
    }

    /** The files of the list, in archive order. */
    public Iterator<FileChange> files() throws IOException {
        return fileList.lines();
    }

    private static Entry withTime(Entry e, long mtime) {
        return new Entry(e.name(), e.type(), e.mode(), e.uid(), e.gid(), e.userName(), e.groupName(), mtime, e.size(),
                e.linkTarget(), e.deviceMajor(), e.deviceMinor());
    }

    @Override
    public void close() throws IOException {
        dropSignature();
        try (OutputStream closing = file) {
            signatureOut.close();
        }
        Files.deleteIfExists(signatureFile);
        fileList.close();
    }
}
