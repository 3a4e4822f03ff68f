package org.bactrian.volume;

import static org.bactrian.volume.TarHeader.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;

/**
 * Writes entries as duplicity on a current Python does, to the byte: POSIX pax (spec 3.2). Commons Compress does numbers and
 * checksums; its own writer takes names as text only. Not thread-safe; buffers nothing, closes nothing.
 */
public final class EntryTarWriter {
    private static final byte[] ZEROS = new byte[RECORD];
    private static final byte[] PAX_NAME = ascii("././@PaxHeader");
    private static final byte[] MAGIC_AND_VERSION = ascii("ustar\00000");

    private final OutputStream out;
    private final byte[] header = new byte[LENGTH];
    private final PaxRecords pax = new PaxRecords();
    private long written;
    private long bodyLeft;
    private int padding;
    private String rootName = "./";

    /** @param out takes the tar */
    public EntryTarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Calls the root folder {@code snapshot/} from now on, as signature files do, instead of {@code snapshot/./} (spec 3.3).
     *
     * @return this
     */
    public EntryTarWriter shortRoot() {
        rootName = "";
        return this;
    }

    /**
     * Goes on with a tar of which so many bytes are written, and whole entries only.
     *
     * @return this
     */
    public EntryTarWriter after(long bytes) {
        written = bytes;
        return this;
    }

    /** How many bytes the tar has. */
    public long written() {
        return written;
    }

    /**
     * Writes one entry.
     *
     * @param kind   what it means
     * @param entry  metadata; of a DELETED entry only the name
     * @param piece  number of the piece from 1, or 0
     * @param body   the body's bytes, from the start of the array
     * @param length how many
     */
    public void write(EntryKind kind, Entry entry, int piece, byte[] body, int length) throws IOException {
        begin(kind, entry, piece, length);
        write(body, 0, length);
        end();
    }

    /**
     * Begins an entry whose body is written in parts.
     *
     * @param size of the body in bytes
     */
    public void begin(EntryKind kind, Entry entry, int piece, long size) throws IOException {
        Entry kept = kind == EntryKind.DELETED ? bare(entry.name()) : entry;
        put(header(name(kind, kept, piece), type(kind, kept), kept, size));
        bodyLeft = size;
        padding = padding(size);
    }

    /** Writes a part of the body of the entry begun. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > bodyLeft) {
            throw new IllegalStateException("a body longer than its entry says");
        }
        put(bytes, offset, count);
        bodyLeft -= count;
    }

    /** Ends the entry begun, whose body must be whole. */
    public void end() throws IOException {
        if (bodyLeft != 0) {
            throw new IllegalStateException("a body shorter than its entry says");
        }
        put(ZEROS, 0, padding);
    }

    /** Writes the end of the archive: at least one block of zeros, up to a multiple of 10240 bytes (spec 3.1). */
    public void finish() throws IOException {
        put(ZEROS, 0, RECORD - (int) (written % RECORD));
    }

    /** What is kept of an entry that is gone (spec 3.3): a file without anything. */
    private static Entry bare(EntryName name) {
        return new Entry(name, EntryType.FILE, 0, 0, 0, "", "", 0, 0, Entry.NO_TARGET, 0, 0);
    }

    /** A piece, a delta and a signature are files whatever the entry was before. */
    private static byte type(EntryKind kind, Entry entry) {
        if (kind != EntryKind.SNAPSHOT) {
            return TarConstants.LF_NORMAL;
        }
        return switch (entry.type()) {
            case FILE -> TarConstants.LF_NORMAL;
            case DIRECTORY -> TarConstants.LF_DIR;
            case SYMLINK -> TarConstants.LF_SYMLINK;
            case FIFO -> TarConstants.LF_FIFO;
            case CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case BLOCK_DEVICE -> TarConstants.LF_BLK;
            case SOCKET -> throw new IllegalArgumentException("a socket cannot be archived");
        };
    }

    private byte[] name(EntryKind kind, Entry entry, int piece) {
        ByteArrayOutputStream name = new ByteArrayOutputStream(entry.name().length() + 32);
        name.writeBytes(ascii(kind.prefix() + "/"));
        entry.name().appendTo(name);
        if (piece > 0) {
            name.writeBytes(ascii((entry.name().isRoot() ? "./" : "/") + piece));
        } else if (kind == EntryKind.SNAPSHOT && entry.type() == EntryType.DIRECTORY) {
            name.writeBytes(ascii(entry.name().isRoot() ? rootName : "/"));
        }
        return name.toByteArray();
    }

    /** The header of an entry; writes an extended one first if it is needed. */
    private byte[] header(byte[] name, byte type, Entry entry, long size) throws IOException {
        byte[] link = type == TarConstants.LF_SYMLINK ? entry.linkTarget() : Entry.NO_TARGET;
        byte[] user = entry.userName().getBytes(StandardCharsets.UTF_8);
        byte[] group = entry.groupName().getBytes(StandardCharsets.UTF_8);
        pax.clear();
        pax.text("path", name, NAME_LENGTH);
        pax.text("linkpath", link, LINK_LENGTH);
        pax.text("uname", user, OWNER_LENGTH);
        pax.text("gname", group, OWNER_LENGTH);
        long uid = pax.number("uid", entry.uid(), MAX_SHORT);
        long gid = pax.number("gid", entry.gid(), MAX_SHORT);
        long shownSize = pax.number("size", size, MAX_LONG);
        long mtime = pax.number("mtime", entry.mtime(), MAX_LONG);
        if (!pax.isEmpty()) {
            writePax();
        }
        start(name, type, entry.mode(), uid, gid, shownSize, mtime);
        PaxRecords.shown(link, header, LINK, LINK_LENGTH);
        PaxRecords.shown(user, header, USER, OWNER_LENGTH);
        PaxRecords.shown(group, header, GROUP, OWNER_LENGTH);
        if (type == TarConstants.LF_CHR || type == TarConstants.LF_BLK) {
            octal(entry.deviceMajor(), MAJOR, SHORT_NUMBER);
            octal(entry.deviceMinor(), MINOR, SHORT_NUMBER);
        }
        return seal();
    }

    private void writePax() throws IOException {
        byte[] records = pax.toBytes();
        start(PAX_NAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC, 0, 0, 0, records.length, 0);
        put(seal());
        put(records);
        put(ZEROS, 0, padding(records.length));
    }

    private void start(byte[] name, byte type, int mode, long uid, long gid, long size, long mtime) {
        Arrays.fill(header, (byte) 0);
        PaxRecords.shown(name, header, NAME, NAME_LENGTH);
        octal(mode, MODE, SHORT_NUMBER);
        octal(uid, UID, SHORT_NUMBER);
        octal(gid, GID, SHORT_NUMBER);
        octal(size, SIZE, LONG_NUMBER);
        octal(mtime, MTIME, LONG_NUMBER);
        header[TYPE] = type;
        System.arraycopy(MAGIC_AND_VERSION, 0, header, MAGIC, MAGIC_AND_VERSION.length);
    }

    private byte[] seal() {
        Arrays.fill(header, CHECKSUM, CHECKSUM + SHORT_NUMBER, (byte) ' ');
        TarUtils.formatUnsignedOctalString(TarUtils.computeCheckSum(header), header, CHECKSUM, 6);
        header[CHECKSUM + 6] = 0;
        return header;
    }

    /** Zero-padded octal digits and a NUL. */
    private void octal(long value, int offset, int length) {
        TarUtils.formatUnsignedOctalString(value, header, offset, length - 1);
        header[offset + length - 1] = 0;
    }

    private void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        written += count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
