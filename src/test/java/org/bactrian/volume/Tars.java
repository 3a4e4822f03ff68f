package org.bactrian.volume;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;

/** Small tars for tests, made field by field, so that they can say what no proper writer would. */
public final class Tars {
    private Tars() {
    }

    /** A header of a regular file with a right checksum. */
    public static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", size));
        put(header, 136, "14544520000\0");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        return summed(header);
    }

    /** The header with something else at a place, and its checksum put right. */
    public static byte[] with(byte[] header, int offset, String text) {
        byte[] changed = header.clone();
        put(changed, offset, text);
        return summed(changed);
    }

    public static byte[] summed(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        put(header, 148, String.format("%06o\0", TarUtils.computeCheckSum(header)));
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    /** Content filled up to whole blocks. */
    public static byte[] blocks(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** An extended header of type {@code x}, {@code L} or {@code K}. */
    public static byte[] extended(char type, String content) {
        return join(with(header("././@Extended", content.length()), 156, String.valueOf(type)), blocks(content));
    }

    /** One pax record. */
    public static String pax(String key, String value) {
        int length = key.length() + value.length() + 3;
        while (Integer.toString(length).length() + key.length() + value.length() + 3 != length) {
            length = Integer.toString(length).length() + key.length() + value.length() + 3;
        }
        return length + " " + key + "=" + value + "\n";
    }

    /** All entries of a tar, with the bodies read. */
    static List<TarRecord> read(byte[] tar) {
        List<TarRecord> records = new ArrayList<>();
        try (EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "the object")) {
            for (TarRecord record; (record = reader.next()) != null; records.add(record)) {
                reader.body().readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** A plain file entry. */
    static Entry file(byte[] name) {
        return new Entry(EntryName.of(name), EntryType.FILE, 0644, 0, 0, "root", "root", 1704067200, 0, Entry.NO_TARGET, 0, 0);
    }
}
