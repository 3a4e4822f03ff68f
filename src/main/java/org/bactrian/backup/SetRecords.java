package org.bactrian.backup;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.rsync.BlockLength;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarWriter;

/**
 * What a set keeps besides its volumes, collected while they are made: the signatures (spec 4.1), gzipped as the archive
 * directory keeps them, and the list of changed files. Both are files, since both grow with the source, and both can be cut where
 * a volume ends, to be gone on with by another run. Written by one thread at a time.
 */
public final class SetRecords implements Closeable {
    private static final int BUFFER = 1 << 16;
    /** A time no file has when it is compared: negative ones are archived as 0 (spec 3.5), and 0 equals 0 only. */
    private static final long NEVER = 1;

    private final Path signatureFile;
    private final BlockRule blockRule;
    private final WorkFile signatureWork;
    private final GzipMembers signatureOut;
    private final EntryTarWriter signatures;
    private final FileList fileList;
    private final boolean filesListed;
    private final AtomicInteger begun = new AtomicInteger();

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
     * @param signatureFile takes the signatures
     * @param listFile      takes the list of changed files
     * @param blockRule     for the signatures
     * @param filesListed   whether changed files are listed
     * @param from          how much of both files stays, as cut by another run; {@link JournalMark#START} for nothing
     */
    public SetRecords(Path signatureFile, Path listFile, BlockRule blockRule, boolean filesListed, JournalMark from) {
        this.blockRule = blockRule;
        this.filesListed = filesListed;
        this.signatureFile = signatureFile;
        this.signatureWork = new WorkFile(signatureFile, from.signatureBytes());
        this.signatureOut = new GzipMembers(signatureWork);
        this.signatures = new EntryTarWriter(signatureOut).shortRoot().after(from.signatureTar());
        this.fileList = new FileList(listFile, from.listBytes(), from.listCount());
    }

    /**
     * Cuts both files back to what they held at a mark.
     *
     * @param from as the constructor's
     * @return whether all that is still there, and so can be gone on with
     */
    public static boolean cutBack(Path signatureFile, Path listFile, JournalMark from) throws IOException {
        if (!cutBack(listFile, from.listBytes()) || !FileList.isWhole(listFile, from.listCount())
                || !cutBack(signatureFile, from.signatureBytes())) {
            return false;
        }
        try (InputStream zipped = Files.newInputStream(signatureFile);
                InputStream tar = from.signatureBytes() == 0 ? zipped : new GZIPInputStream(zipped, BUFFER)) {
            return tar.transferTo(OutputStream.nullOutputStream()) == from.signatureTar();
        } catch (EOFException | ZipException e) {
            return false;
        }
    }

    private static boolean cutBack(Path file, long length) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < length) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        return true;
    }

    /** Ends what is written so far, so that the files can be cut here. @return the mark given, with what the files have now */
    JournalMark cut(long entries, int pieces, String digest, long rawBytes, long errors) throws IOException {
        return new JournalMark(entries, pieces, digest, signatureOut.cut(), signatures.written(), fileList.cut(), fileList.count(),
                rawBytes, errors);
    }

    /** Brings all that was cut to the disk. Thread-safe. */
    public void sync() {
        signatureWork.sync();
        fileList.sync();
    }

    /** Begins the signature of a regular file, to be added or closed. Thread-safe. */
    FileSignature newSignature(Entry file) {
        Path overflow = signatureFile.resolveSibling("bactrian-signature-" + begun.incrementAndGet() + ".tmp");
        return new FileSignature(new SignatureBuffer(overflow), SignatureFormat.md4(blockRule.blockLength(file.size())));
    }

    /**
     * Adds a regular file.
     *
     * @param signature finished; closed here
     * @param whole     false if the file could not be read to its end: its signature then gets a time that makes the next
     *                  backup read it again
     */
    void addFile(Change change, FileSignature signature, boolean whole) throws IOException {
        Entry entry = whole ? change.entry() : withTime(change.entry(), NEVER);
        try (signature) {
            signatures.begin(EntryKind.SIGNATURE, entry, 0, signature.made().length());
            signature.made().copyTo(signatures);
            signatures.end();
        }
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
        signatureOut.cut();
        fileList.cut();
        sync();
        signatureOut.close();
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
        try (FileList list = fileList) {
            signatureWork.close();
        }
    }
}
