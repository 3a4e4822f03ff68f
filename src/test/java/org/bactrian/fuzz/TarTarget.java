package org.bactrian.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bactrian.error.BactrianException;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/** Volumes. */
public final class TarTarget {
    private static final int BLOCK = 512;
    private static final int MAGIC = 257;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarTarget() {
    }

    /** No entry leads out of its tree, and no body is longer than it says. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        read(data, (tar, record) -> {
            long length = tar.body().transferTo(OutputStream.nullOutputStream());
            if (length != record.size()) {
                throw new AssertionError("a body of " + length + " bytes that should have " + record.size());
            }
        });
    }

    /** What is done with each entry. */
    interface Visitor {
        /** @throws IOException as of the tar */
        void visit(EntryTarReader tar, TarRecord record) throws IOException;
    }

    static void read(byte[] data, Visitor visitor) throws IOException {
        InputStream in = new ByteArrayInputStream(withChecksums(data));
        try (EntryTarReader tar = new EntryTarReader(in, "a tar")) {
            for (TarRecord record = tar.next(); record != null; record = tar.next()) {
                byte[] name = record.entry().name().toBytes();
                String text = new String(name, StandardCharsets.ISO_8859_1);
                if (text.startsWith("/") || ("/" + text + "/").contains("/../") || text.indexOf('\0') >= 0) {
                    throw new AssertionError("a name that leads out: " + text);
                }
                visitor.visit(tar, record);
            }
            tar.readToEnd();
        } catch (BactrianException e) {
            Refusal.check(e);
        }
    }

    /** Makes the checksums of what looks like headers right: a fuzzer does not find them by itself. */
    private static byte[] withChecksums(byte[] data) {
        byte[] tar = data.clone();
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            if (tar[at + MAGIC] == 'u' && tar[at + MAGIC + 1] == 's') {
                int sum = 0;
                for (int i = 0; i < BLOCK; i++) {
                    sum += i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? ' ' : tar[at + i] & 0xff;
                }
                byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, tar, at + CHECKSUM, CHECKSUM_LENGTH);
            }
        }
        return tar;
    }
}
