package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bactrian.error.BactrianException;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;

class TarPropertiesTest {
    private static final int[] EDGES = {1, 80, 90, 91, 92, 99, 100, 101, 154, 155, 156, 255, 256, 511, 512, 513, 4095};

    /** An entry with a kind and a piece number that go together. */
    record Item(EntryKind kind, Entry entry, int piece, byte[] body) {
    }

    @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("items") @Size(min = 1, max = 6) List<Item> items) throws IOException {
        byte[] tar = written(items);
        assertThat(tar.length % 10240).isZero();
        try (EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "o")) {
            for (Item item : items) {
                TarRecord record = reader.next();
                assertThat(record.kind()).isEqualTo(item.kind);
                assertThat(record.piece()).isEqualTo(item.piece);
                assertThat(record.size()).isEqualTo(item.body.length);
                assertSame(record.entry(), item);
                assertThat(Arrays.mismatch(reader.body().readAllBytes(), item.body)).isEqualTo(-1);
            }
            assertThat(reader.next()).isNull();
        }
    }

    private static void assertSame(Entry read, Item item) {
        Entry entry = item.entry;
        assertThat(read.name()).isEqualTo(entry.name());
        if (item.kind == EntryKind.DELETED) {
            assertThat(read.mode() + read.uid() + read.gid() + read.mtime()).isZero();
            return;
        }
        assertThat(read.type()).isEqualTo(entry.type());
        assertThat(read.mode()).isEqualTo(entry.mode());
        assertThat(read.uid()).isEqualTo(entry.uid());
        assertThat(read.gid()).isEqualTo(entry.gid());
        assertThat(read.userName()).isEqualTo(entry.userName());
        assertThat(read.groupName()).isEqualTo(entry.groupName());
        assertThat(read.mtime()).isEqualTo(entry.mtime());
        assertThat(read.linkTarget()).isEqualTo(entry.linkTarget());
        assertThat(read.deviceMajor()).isEqualTo(entry.deviceMajor());
        assertThat(read.deviceMinor()).isEqualTo(entry.deviceMinor());
    }

    /** Whatever is broken, it ends soon, and with the one exception that names the object. */
    @Property(tries = 3000, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void brokenArchivesEndInAnException(@ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seed) throws IOException {
        Random random = new Random(seed);
        byte[] tar = SAMPLES.get(random.nextInt(SAMPLES.size())).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            tar = broken(tar, random);
        }
        try (EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "the object")) {
            for (TarRecord record; (record = reader.next()) != null;) {
                assertThat(record.size()).isNotNegative();
                reader.body().readNBytes(1000);
            }
        } catch (BactrianException e) {
            assertThat(e).hasMessageContaining("the object");
        }
    }

    private static byte[] broken(byte[] tar, Random random) {
        int block = random.nextInt(tar.length / 512) * 512;
        switch (random.nextInt(5)) {
            case 0 -> tar[random.nextInt(tar.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return tar.length < 1024 ? tar : Arrays.copyOf(tar, 512 + random.nextInt(tar.length - 512));
            }
            case 2 -> System.arraycopy(tar, random.nextInt(tar.length / 512) * 512, tar, block, 512);
            default -> { // a header that says nonsense and has a right checksum
                byte[] header = Arrays.copyOfRange(tar, block, block + 512);
                int from = random.nextInt(300);
                for (int i = from; i < from + 1 + random.nextInt(12); i++) {
                    header[i] = random.nextBoolean() ? (byte) random.nextInt() : (byte) "01257xgLKS/. \0".charAt(random.nextInt(14));
                }
                System.arraycopy(Tars.summed(header), 0, tar, block, 512);
            }
        }
        return tar;
    }

    private static final List<byte[]> SAMPLES = samples();

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (String file : new String[] {"plain/remote/duplicity-new-signatures.20240102T000000Z.to.20240103T000000Z.sigtar.gz",
                "gnutar/remote/duplicity-full-signatures.20240101T000000Z.sigtar.gz", "special/remote/duplicity-full.20240101T000000Z.vol1.difftar.gz",
                "interrupted/remote/duplicity-full.20240101T000000Z.vol2.difftar.gz"}) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of("src/test/resources/goldens", file)))) {
                samples.add(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return samples;
    }

    private static byte[] written(List<Item> items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryTarWriter writer = new EntryTarWriter(out);
        for (Item item : items) {
            writer.write(item.kind, item.entry, item.piece, item.body, item.body.length);
        }
        writer.finish();
        return out.toByteArray();
    }

    @Provide
    Arbitrary<List<Item>> items() {
        return item().list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<Item> item() {
        return Combinators.combine(entries(), Arbitraries.of(EntryKind.values()), Arbitraries.integers().between(1, 999_999_999),
                Arbitraries.of(0, 1, 511, 512, 513, 1000, 65535, 65536, 131072)).as(TarPropertiesTest::item);
    }

    private static Item item(Entry entry, EntryKind wanted, int piece, int size) {
        boolean file = entry.type() == EntryType.FILE;
        EntryKind kind = file || wanted == EntryKind.DELETED ? wanted : EntryKind.SNAPSHOT;
        byte[] body = new byte[file && kind != EntryKind.DELETED ? size : 0];
        Arrays.fill(body, (byte) size);
        return new Item(kind, entry, kind.isPiece() ? piece : 0, body);
    }

    private static Arbitrary<Entry> entries() {
        Arbitrary<EntryType> types = Arbitraries.of(EntryType.values()).filter(type -> type != EntryType.SOCKET);
        Arbitrary<Long> ids = Arbitraries.oneOf(Arbitraries.of(0L, 07777777L, 010000000L, 0xffffffffL), Arbitraries.longs().between(0, 0xffffffffL));
        Arbitrary<Long> times = Arbitraries.oneOf(Arbitraries.of(0L, 077777777777L, 0100000000000L), Arbitraries.longs().between(0, 1L << 40));
        Arbitrary<String> owners = Arbitraries.oneOf(Arbitraries.of("", "root", "\u00e9", "u".repeat(32), "u".repeat(33)),
                Arbitraries.strings().excludeChars('\0').ofMaxLength(40).filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c))));
        Arbitrary<Integer> devices = Arbitraries.of(0, 1, 255, 07777777);
        return Combinators.combine(names(), types, Arbitraries.integers().between(0, 07777), ids, ids, owners, times, devices)
                .as((name, type, mode, uid, gid, owner, time, device) -> new Entry(EntryName.of(name), type, mode, uid, gid, owner, owner, time, 0,
                        type == EntryType.SYMLINK ? name.length == 0 ? new byte[] {'/'} : name : Entry.NO_TARGET,
                        type.isDevice() ? device : 0, type.isDevice() ? device / 2 : 0));
    }

    /** Bytes of any kind in components that may be, joined to lengths around the edges. */
    private static Arbitrary<byte[]> names() {
        Arbitrary<Integer> lengths = Arbitraries.oneOf(Arbitraries.of(Arrays.stream(EDGES).boxed().toList()), Arbitraries.integers().between(0, 300));
        return Combinators.combine(lengths, Arbitraries.longs(), Arbitraries.of(1, 2, 3)).as(TarPropertiesTest::name);
    }

    private static byte[] name(int length, long seed, int alphabet) {
        Random random = new Random(seed);
        byte[] name = new byte[length];
        for (int i = 0; i < length; i++) {
            int b = alphabet == 1 ? 'a' + random.nextInt(26) : alphabet == 2 ? 1 + random.nextInt(255) : 0xc3 + (i % 2 == 0 ? 0 : -0x1a);
            boolean slashMay = i > 0 && i < length - 1 && name[i - 1] != '/' && name[i - 1] != '.';
            name[i] = (byte) (b == '/' && !slashMay ? 'x' : b == '.' ? '_' : b);
        }
        return name;
    }
}
