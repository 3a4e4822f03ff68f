package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real duplicity wrote: read to the last entry, and written again to the same bytes. */
class GoldenTarTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    static List<Path> unsealedTars() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(difftar|sigtar)(\\.gz)?"))
                    .map(GOLDENS::relativize).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("unsealedTars")
    void writesTheSameBytesAgain(Path file) throws IOException {
        byte[] original = plain(file);
        boolean signatures = file.toString().contains(".sigtar");
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        EntryTarWriter writer = new EntryTarWriter(copy);
        if (signatures) {
            writer.shortRoot();
        }
        List<TarRecord> records = new ArrayList<>();
        try (EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(original), file.toString())) {
            for (TarRecord record; (record = reader.next()) != null; records.add(record)) {
                byte[] body = reader.body().readAllBytes();
                assertThat(body).hasSize((int) record.size());
                writer.write(record.kind(), record.entry(), record.piece(), body, body.length);
            }
        }
        assertThat(records).isNotEmpty();
        if (signatures) {
            writer.finish();
        }
        if (!file.startsWith("gnutar")) {
            assertThat(Arrays.mismatch(copy.toByteArray(), original)).as("first byte that differs").isEqualTo(-1);
        }
    }

    @Test
    void knowsEnoughGoldens() throws IOException {
        assertThat(unsealedTars()).hasSizeGreaterThan(50);
    }

    /** The two flavours of the same tree say the same, long and odd names included. */
    @Test
    void readsBothFlavoursAlike() throws IOException {
        String set = "remote/duplicity-full-signatures.20240101T000000Z.sigtar.gz";
        TreeMap<EntryName, String> pax = described(Path.of("plain", set));
        TreeMap<EntryName, String> gnu = described(Path.of("gnutar", set));
        assertThat(pax.remove(EntryName.of("blocks-of-1024"))).isNotNull(); // not in the other tree
        assertThat(pax.remove(EntryName.of("large.bin"))).isNotEqualTo(gnu.remove(EntryName.of("large.bin"))); // smaller there
        assertThat(gnu).isEqualTo(pax).hasSizeGreaterThan(90);
    }

    /** Names, types, modes, owners, times, targets and devices are those of the listing. */
    @ParameterizedTest
    @MethodSource("fullSets")
    void readsWhatTheListingSays(String chain, String signatures) throws IOException {
        TreeListing listing = TreeListing.golden(chain, 0);
        assertThat(described(Path.of(chain, "remote", signatures)).keySet()).containsExactlyElementsOf(listing.names());
        List<String> lines = listing.toString().lines().skip(1).toList();
        int i = 0;
        try (EntryTarReader reader = open(Path.of(chain, "remote", signatures))) {
            for (TarRecord record; (record = reader.next()) != null; i++) {
                String[] columns = lines.get(i).split("\t");
                Entry entry = record.entry();
                assertThat(columns[1]).startsWith(entry.type().label().substring(0, 1).replace('r', 'f'));
                assertThat(columns[2]).isEqualTo(String.format("%04o", entry.mode()));
                if (!columns[5].equals("-")) {
                    assertThat(columns[5]).isEqualTo(Long.toString(entry.mtime()));
                }
                if (entry.type().isDevice()) {
                    assertThat(columns[3]).isEqualTo(entry.deviceMajor() + ":" + entry.deviceMinor());
                }
                assertThat(columns[7] + " " + columns[8]).isEqualTo(entry.uid() + " " + entry.gid());
            }
        }
        assertThat(i).isEqualTo(lines.size());
    }

    static Stream<Arguments> fullSets() {
        return Stream.of("plain", "gnutar", "special", "v3-plain").map(chain -> Arguments.of(chain,
                "duplicity-full-signatures.20240101T000000Z.sigtar.gz"));
    }

    private static TreeMap<EntryName, String> described(Path file) throws IOException {
        TreeMap<EntryName, String> entries = new TreeMap<>();
        try (EntryTarReader reader = open(file)) {
            for (TarRecord record; (record = reader.next()) != null;) {
                Entry entry = record.entry();
                String body = HexFormat.of().formatHex(reader.body().readAllBytes());
                entries.put(entry.name(), record.kind() + " " + entry.type() + " " + entry.mode() + " " + entry.mtime() + " "
                        + entry.uid() + ":" + entry.gid() + " " + entry.userName() + ":" + entry.groupName() + " "
                        + HexFormat.of().formatHex(entry.linkTarget()) + " " + record.size() + " " + body.hashCode());
            }
        }
        return entries;
    }

    private static EntryTarReader open(Path file) throws IOException {
        return new EntryTarReader(new ByteArrayInputStream(plain(file)), file.toString());
    }

    private static byte[] plain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(GOLDENS.resolve(file))) {
            return (file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
        }
    }
}
