package org.bactrian.chain.status;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.bactrian.chain.TimeText;
import org.bactrian.log.NameText;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;

/** One line of {@code list-current-files} (spec 7.3), and its machine record (spec 12.3). */
public final class ListText {
    private ListText() {
    }

    /** {@code Sun Nov 22 22:03:14 2026 sub/file} without a line end; the name raw, newlines included; the root is a dot. */
    public static byte[] line(Entry entry, ZoneId zone) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes((TimeText.asctime(mtime(entry), zone) + " ").getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(bytes(entry.name()));
        return line.toByteArray();
    }

    /** {@code 20240101T000000Z 'path' reg}, what follows {@code INFO 10} in the machine log. */
    public static String record(Entry entry) {
        return TimeText.compact(mtime(entry)) + " " + NameText.quoted(bytes(entry.name())) + " " + entry.type().label();
    }

    private static Instant mtime(Entry entry) {
        return Instant.ofEpochSecond(Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), entry.mtime())));
    }

    private static byte[] bytes(EntryName name) {
        return name.isRoot() ? new byte[] {'.'} : name.toBytes();
    }
}
