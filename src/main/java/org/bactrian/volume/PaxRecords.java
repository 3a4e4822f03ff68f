package org.bactrian.volume;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records before an entry whose header cannot say it all (spec 3.2): {@code LENGTH KEY=VALUE\n}, the length being that
 * of the whole record. Values are bytes; if one of them is not UTF-8, the records begin with {@code hdrcharset=BINARY}.
 */
final class PaxRecords {
    private final List<Item> records = new ArrayList<>();
    private boolean binary;

    /** A record to be. */
    private record Item(String key, byte[] value) {
    }

    void clear() {
        records.clear();
        binary = false;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Adds a text if its header field cannot hold it: it is too long or not ASCII. */
    void text(String key, byte[] value, int fieldLength) {
        boolean ascii = isAscii(value);
        if (!ascii || value.length > fieldLength) {
            records.add(new Item(key, value));
            binary |= !ascii && !isUtf8(value);
        }
    }

    /** Adds a number if its header field cannot hold it; gives what the field shall show, 0 then. */
    long number(String key, long value, long most) {
        if (value >= 0 && value <= most) {
            return value;
        }
        records.add(new Item(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII)));
        return 0;
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (binary) {
            append(out, new Item("hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII)));
        }
        records.forEach(record -> append(out, record));
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, Item record) {
        int rest = record.key().length() + record.value().length + 3; // space, equals sign, line end
        int length = rest + 1;
        while (length != rest + Integer.toString(length).length()) {
            length = rest + Integer.toString(length).length();
        }
        out.writeBytes((length + " " + record.key() + "=").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(record.value());
        out.write('\n');
    }

    /** Fills a header field: cut to its length, each character beyond ASCII (and each bad byte) a question mark. */
    static void shown(byte[] value, byte[] header, int offset, int length) {
        if (isAscii(value)) {
            System.arraycopy(value, 0, header, offset, Math.min(length, value.length));
            return;
        }
        int at = 0;
        for (int i = 0; i < value.length && at < length; at++) {
            int character = characterLength(value, i);
            header[offset + at] = value[i] >= 0 ? value[i] : (byte) '?';
            i += character;
        }
    }

    /** Bytes of the character that begins at a place; 1 for a byte that begins none. */
    private static int characterLength(byte[] value, int at) {
        int first = value[at] & 0xff;
        int length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
        boolean whole = at + length <= value.length && isUtf8(Arrays.copyOfRange(value, at, at + length));
        return whole ? length : 1;
    }

    private static boolean isAscii(byte[] value) {
        for (byte b : value) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] value) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
