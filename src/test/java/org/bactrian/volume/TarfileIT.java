package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's tarfile, which duplicity writes with, makes the very bytes that we make of the same entries. */
@NeedsPeer("python3")
class TarfileIT {
    /** Reads a tar entry by entry and writes each one anew, as duplicity does; a folder's time comes as a float if it is long. */
    private static final String COPY = """
            import sys, tarfile
            old = tarfile.open(sys.argv[1], 'r|', encoding='utf-8', errors='surrogateescape')
            new = tarfile.open(sys.argv[2], 'w|', format=tarfile.PAX_FORMAT, encoding='utf-8', errors='surrogateescape')
            for entry in old:
                entry.pax_headers = {}
                entry.mtime = int(entry.mtime)
                new.addfile(entry, old.extractfile(entry) if entry.isreg() else None)
            new.close()
            """;
    private static final EntryType[] TYPES = {EntryType.FILE, EntryType.DIRECTORY, EntryType.SYMLINK, EntryType.FIFO, EntryType.CHARACTER_DEVICE,
            EntryType.BLOCK_DEVICE};
    private static final long[] IDS = {0, 1, 1000, 07777777, 010000000, 0xfffffffeL};
    private static final long[] TIMES = {0, 1, 1704067200, 077777777777L, 0100000000000L};
    private static final int[] LENGTHS = {1, 2, 50, 89, 90, 91, 92, 93, 98, 99, 100, 101, 150, 155, 156, 255, 256, 300, 511, 512, 513, 1000, 4000};
    private static final String[] OWNERS = {"", "root", "\u00e9", "u".repeat(31), "u".repeat(32), "u".repeat(33)};

    @TempDir
    Path temp;

    @Test
    void pythonWritesTheSame() throws Exception {
        Path ours = temp.resolve("ours.tar");
        try (OutputStream out = Files.newOutputStream(ours)) {
            write(new EntryTarWriter(out));
        }
        Path theirs = temp.resolve("theirs.tar");
        Process python = new ProcessBuilder("python3", "-c", COPY, ours.toString(), theirs.toString()).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        assertThat(Arrays.mismatch(Files.readAllBytes(ours), Files.readAllBytes(theirs))).as("first byte that differs").isEqualTo(-1);
    }

    private static void write(EntryTarWriter writer) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            EntryType type = TYPES[random.nextInt(TYPES.length)];
            byte[] target = type == EntryType.SYMLINK ? name(random) : Entry.NO_TARGET;
            int device = type.isDevice() ? random.nextInt(4096) : 0;
            Entry entry = new Entry(EntryName.of(name(random)), type, random.nextInt(010000), IDS[random.nextInt(IDS.length)],
                    IDS[random.nextInt(IDS.length)], OWNERS[random.nextInt(OWNERS.length)], OWNERS[random.nextInt(OWNERS.length)],
                    TIMES[random.nextInt(TIMES.length)], 0, target, device, device);
            byte[] body = new byte[type == EntryType.FILE ? random.nextInt(1100) : 0];
            writer.write(EntryKind.SNAPSHOT, entry, 0, body, body.length);
        }
        writer.finish();
    }

    private static byte[] name(Random random) {
        byte[] name = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
        int alphabet = random.nextInt(4);
        byte[] utf8 = "\u00e9\u20ac\ud83d\ude00a".repeat(400).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < name.length; i++) {
            int b = switch (alphabet) {
                case 0 -> 'a' + random.nextInt(26);
                case 1 -> 1 + random.nextInt(255);
                case 2 -> utf8[i]; // cut anywhere, so that it may end in the middle of a character
                default -> random.nextInt(40) == 0 ? 0xff : ' ' + random.nextInt(95);
            };
            name[i] = (byte) (b == '/' ? '_' : b);
        }
        return name;
    }
}
