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
import org.bactrian.source.EntryType;

/**
 * Writes entries as duplicity on a current Python does: POSIX pax (spec 3.2). Not thread-safe; closes nothing.
 */
public final class EntryTarWriter {
    private static final byte[] ZEROS = new byte[RECORD];

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
        if (kind == EntryKind.DELETED) {
            put(fill(name(kind, entry, piece), Entry.NO_TARGET, TarConstants.LF_NORMAL, 0, 0, 0, size, 0, "", "", null));
        } else {
            byte type = type(kind, entry);
            byte[] link = type == TarConstants.LF_SYMLINK ? entry.linkTarget() : Entry.NO_TARGET;
            put(fill(name(kind, entry, piece), link, type, entry.mode(), entry.uid(), entry.gid(), size, entry.mtime(),
                    entry.userName(), entry.groupName(), entry.type().isDevice() ? entry : null));
        }
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

    /** From now on the root folder is called {@code snapshot/}, as in signature files, instead of {@code snapshot/./}. */
    public EntryTarWriter shortRoot() {
        rootName = "";
        return this;
    }

    private byte[] fill(byte[] name, byte[] link, byte type, int mode, long uid, long gid, long size, long mtime,
            String user, String group, Entry device) throws IOException {
        byte[] userBytes = user.getBytes(StandardCharsets.UTF_8);
        byte[] groupBytes = group.getBytes(StandardCharsets.UTF_8);
        pax.clear();
        pax.text("path", name, NAME_LENGTH);
        pax.text("linkpath", link, LINK_LENGTH);
        pax.text("uname", userBytes, OWNER_LENGTH);
        pax.text("gname", groupBytes, OWNER_LENGTH);
        long shownUid = pax.number("uid", uid, MAX_SHORT);
        long shownGid = pax.number("gid", gid, MAX_SHORT);
        long shownSize = pax.number("size", size, MAX_LONG);
        long shownTime = pax.number("mtime", mtime, MAX_LONG);
        if (!pax.isEmpty()) {
            writePax();
        }
        start(name, type, mode, shownUid, shownGid, shownSize, shownTime);
        pax.shown(link, header, LINK, LINK_LENGTH);
        pax.shown(userBytes, header, USER, OWNER_LENGTH);
        pax.shown(groupBytes, header, GROUP, OWNER_LENGTH);
        if (device != null) {
            octal(device.deviceMajor(), MAJOR, SHORT_NUMBER);
            octal(device.deviceMinor(), MINOR, SHORT_NUMBER);
        }
        return seal();
    }

    private void writePax() throws IOException {
        byte[] records = pax.toBytes();
        start(ascii("././@PaxHeader"), TarConstants.LF_PAX_EXTENDED_HEADER_LC, 0, 0, 0, records.length, 0);
        put(seal());
        put(records);
        put(ZEROS, 0, padding(records.length));
    }

    private void start(byte[] name, byte type, int mode, long uid, long gid, long size, long mtime) {
        Arrays.fill(header, (byte) 0);
        pax.shown(name, header, NAME, NAME_LENGTH);
        octal(mode, MODE, SHORT_NUMBER);
        octal(uid, UID, SHORT_NUMBER);
        octal(gid, GID, SHORT_NUMBER);
        octal(size, SIZE, LONG_NUMBER);
        octal(mtime, MTIME, LONG_NUMBER);
        header[TYPE] = type;
        System.arraycopy(ascii("ustar\00000"), 0, header, MAGIC, 8);
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
