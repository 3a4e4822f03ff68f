package org.bactrian.backup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.bactrian.source.Entry;

/**
 * SHA-256 over what tells each difference that a set is made of, one after the other: kind, name, all that an archive keeps of
 * the entry, and of a file also size, inode and change time. Two runs that have the same digest have seen the same. A file that
 * had changed less than two seconds before it was seen may have changed again without a new time: such a one looks different
 * to every later run. Not thread-safe.
 */
final class EntryDigest {
    private static final long RECENT = 2_000_000_000L;

    private final Clock clock;
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** @param clock tells when an entry is seen */
    EntryDigest(Clock clock) {
        this.clock = clock;
    }

    /** @param recent as {@link #isRecent} said before the entry was read */
    void add(Change change, boolean recent) {
        update(digest, change, recent);
    }

    /** The digest of all that was added; lower-case hex. */
    String value() {
        return hex(copy());
    }

    /** As {@link #value}, with one more that is not added. */
    String valueWith(Change change, boolean recent) {
        MessageDigest more = copy();
        update(more, change, recent);
        return hex(more);
    }

    /** Whether a file may change once more without a new time; to be asked before it is read. */
    boolean isRecent(Change change) {
        if (change.kind() == Change.Kind.DELETED || !change.entry().isFile()) {
            return false;
        }
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - change.source().changeTime() < RECENT;
    }

    private void update(MessageDigest receiver, Change change, boolean recent) {
        bytes.reset();
        try {
            write(change, recent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receiver.update(bytes.toByteArray());
    }

    private void write(Change change, boolean recent) throws IOException {
        Entry entry = change.entry();
        out.writeByte(change.kind().ordinal());
        write(entry.name().toBytes());
        if (change.kind() == Change.Kind.DELETED) {
            return;
        }
        out.writeByte(entry.type().ordinal());
        out.writeInt(entry.mode());
        out.writeLong(entry.uid());
        out.writeLong(entry.gid());
        out.writeUTF(entry.userName());
        out.writeUTF(entry.groupName());
        out.writeLong(entry.mtime());
        write(entry.linkTarget());
        out.writeInt(entry.deviceMajor());
        out.writeInt(entry.deviceMinor());
        if (entry.isFile()) {
            out.writeLong(entry.size());
            out.writeLong(change.source().inode());
            out.writeLong(change.source().changeTime());
            out.writeBoolean(recent);
        }
    }

    private void write(byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
