package org.bactrian.volume;

import static org.bactrian.volume.TarHeader.*;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.bactrian.error.BactrianException;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryType;

/**
 * Reads the entries of a volume or a signature file, pax and GNU flavour as they come (spec 3.2). The archive is not trusted:
 * names, lengths and numbers are checked, and whatever is wrong is a {@link BactrianException} that names the object. The
 * archive ends with the stream or with the first block of zeros (spec 3.1); what follows the zeros is not looked at, and
 * left to whoever wants the whole stream checked. Commons Compress does numbers and checksums; its own reader turns
 * names into text and loses bytes. Not thread-safe.
 */
public final class EntryTarReader implements Closeable {
    /** Bytes of extended headers before one entry; the longest path a system takes is 4096. */
    private static final int MOST_METADATA = 1 << 20;
    /** No body is longer: 8 TiB. */
    private static final long MOST_BODY = 1L << 43;
    private static final long MOST_ID = 0xffffffffL;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final Damage damage;
    private final byte[] header = new byte[LENGTH];
    private final ExtendedHeader extended;
    private final TarBody body;
    private boolean ended;

    /**
     * @param in     the tar, read ahead of what is asked for; closed with this
     * @param object what messages call it
     */
    public EntryTarReader(InputStream in, String object) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.damage = new Damage(object);
        this.extended = new ExtendedHeader(damage);
        this.body = new TarBody(this.in, damage);
    }

    /**
     * Moves to the next entry, over what is left of the body before.
     *
     * @return null at the end
     * @throws BactrianException if this is not an archive of ours, or is damaged
     */
    public TarRecord next() throws IOException {
        body.finish();
        extended.clear();
        int metadata = 0;
        while (!ended && readHeader()) {
            if (!isMetadata(header[TYPE])) {
                return record();
            }
            metadata += readMetadata(MOST_METADATA - metadata);
        }
        if (metadata > 0) {
            throw damage.of("ends before the entry that an extended header announces");
        }
        return null;
    }

    /** The body of the entry that {@link #next} gave, to be read before the next one is asked for; need not be closed. */
    public InputStream body() {
        return body;
    }

    /** Reads all that is left, entries too: a stream that proves itself at its end gets the chance to. Nothing else may be asked after it. */
    public void readToEnd() throws IOException {
        while (in.skip(BUFFER) > 0 || in.read() >= 0) {
            continue;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean readHeader() throws IOException {
        int n = in.readNBytes(header, 0, LENGTH);
        if (n == 0 || n == LENGTH && isZero()) {
            ended = true;
            return false;
        }
        if (n < LENGTH) {
            throw damage.of("ends in the middle of a header");
        }
        if (!isChecksumRight()) {
            throw damage.of("has a header with a wrong checksum");
        }
        return true;
    }

    private boolean isChecksumRight() {
        try {
            return TarUtils.verifyCheckSum(header);
        } catch (IllegalArgumentException e) {
            return false; // the field holds no number at all
        }
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMetadata(byte type) {
        return type == TarConstants.LF_PAX_EXTENDED_HEADER_LC || type == TarConstants.LF_GNUTYPE_LONGNAME
                || type == TarConstants.LF_GNUTYPE_LONGLINK;
    }

    /** Takes in an extended header; gives how many bytes it had with its own header, at most as many as given. */
    private int readMetadata(int most) throws IOException {
        long size = number(SIZE, LONG_NUMBER);
        long whole = LENGTH + size + padding(size);
        if (size < 0 || size > most || whole > most) {
            throw damage.of("has extended headers of more than " + MOST_METADATA + " bytes");
        }
        byte[] bytes = in.readNBytes((int) (size + padding(size)));
        if (bytes.length < size + padding(size)) {
            throw damage.of("ends in the middle of an extended header");
        }
        byte[] content = Arrays.copyOf(bytes, (int) size);
        switch (header[TYPE]) {
            case TarConstants.LF_GNUTYPE_LONGNAME -> extended.path = untilZero(content);
            case TarConstants.LF_GNUTYPE_LONGLINK -> extended.link = untilZero(content);
            default -> extended.readPax(content);
        }
        return (int) whole;
    }

    private TarRecord record() {
        byte[] path = extended.path != null ? extended.path : headerName();
        ArchiveName name = ArchiveName.parse(path, damage);
        EntryType type = type(path);
        boolean bodyless = name.kind() == EntryKind.SNAPSHOT || name.kind() == EntryKind.DELETED;
        if (type != EntryType.FILE && !bodyless) {
            throw damage.of("has a " + name.kind().prefix() + " that is no file", path);
        }
        // what is no file has no body, whatever its header says: so every reader of tar has it
        long size = type == EntryType.FILE ? said(extended.size, SIZE, LONG_NUMBER, MOST_BODY, path) : 0;
        body.begin(size);
        return new TarRecord(name.kind(), entry(name, type, path), name.piece(), size);
    }

    private Entry entry(ArchiveName name, EntryType type, byte[] path) {
        byte[] link = type == EntryType.SYMLINK ? linkTarget(path) : Entry.NO_TARGET;
        int mode = (int) number(MODE, SHORT_NUMBER) & 07777;
        long uid = said(extended.uid, UID, SHORT_NUMBER, MOST_ID, path);
        long gid = said(extended.gid, GID, SHORT_NUMBER, MOST_ID, path);
        long mtime = extended.mtime != ExtendedHeader.UNSAID ? extended.mtime : number(MTIME, LONG_NUMBER);
        long unsaid = ExtendedHeader.UNSAID;
        int major = type.isDevice() ? (int) said(unsaid, MAJOR, SHORT_NUMBER, Integer.MAX_VALUE, path) : 0;
        int minor = type.isDevice() ? (int) said(unsaid, MINOR, SHORT_NUMBER, Integer.MAX_VALUE, path) : 0;
        return new Entry(name.path(), type, mode, uid, gid, text(extended.user, USER), text(extended.group, GROUP), mtime, 0,
                link, major, minor);
    }

    private byte[] linkTarget(byte[] path) {
        byte[] link = extended.link != null ? extended.link : field(LINK, LINK_LENGTH);
        if (untilZero(link).length < link.length || link.length == 0) {
            throw damage.of("has a link with an impossible target", path);
        }
        return link;
    }

    private EntryType type(byte[] path) {
        return switch (header[TYPE]) {
            case TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> EntryType.FILE;
            case TarConstants.LF_OLDNORM -> path[path.length - 1] == '/' ? EntryType.DIRECTORY : EntryType.FILE;
            case TarConstants.LF_DIR -> EntryType.DIRECTORY;
            case TarConstants.LF_SYMLINK -> EntryType.SYMLINK;
            case TarConstants.LF_FIFO -> EntryType.FIFO;
            case TarConstants.LF_CHR -> EntryType.CHARACTER_DEVICE;
            case TarConstants.LF_BLK -> EntryType.BLOCK_DEVICE;
            default -> throw damage.of("has an entry of tar type " + (header[TYPE] & 0xff) + ", which no backup has", path);
        };
    }

    /** The path in the header itself; the prefix field is POSIX's only, GNU's flavour keeps other things there. */
    private byte[] headerName() {
        byte[] name = field(NAME, NAME_LENGTH);
        boolean posix = header[MAGIC] == 'u' && header[MAGIC + MAGIC_LENGTH - 1] == 0;
        byte[] prefix = posix ? field(PREFIX, PREFIX_LENGTH) : Entry.NO_TARGET;
        if (prefix.length == 0) {
            return name;
        }
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }

    /** What the extended header says, else the field; from 0 to the most that makes sense. */
    private long said(long extendedValue, int offset, int length, long most, byte[] path) {
        long value = extendedValue != ExtendedHeader.UNSAID ? extendedValue : number(offset, length);
        if (value < 0 || value > most) {
            throw damage.of("has an entry with the impossible number " + value, path);
        }
        return value;
    }

    private long number(int offset, int length) {
        try {
            return TarUtils.parseOctalOrBinary(header, offset, length);
        } catch (IllegalArgumentException e) {
            throw damage.of("has a header with a number that is none");
        }
    }

    private String text(byte[] extendedValue, int offset) {
        return new String(extendedValue != null ? extendedValue : field(offset, OWNER_LENGTH), StandardCharsets.UTF_8);
    }

    private byte[] field(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(header, offset, end);
    }

    private static byte[] untilZero(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }
}
