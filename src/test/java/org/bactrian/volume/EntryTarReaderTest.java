package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.volume.Tars.*;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTarReaderTest {
    private static final byte[] ZEROS = new byte[512];

    @Test
    void acceptsAnyEnd() {
        byte[] entry = header("snapshot/a", 0);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(ZEROS)).isEmpty();
        assertThat(read(entry)).hasSize(1);
        assertThat(read(join(entry, ZEROS))).hasSize(1);
        assertThat(read(join(entry, ZEROS, "garbage".getBytes(StandardCharsets.US_ASCII)))).hasSize(1);
        assertThat(read(join(entry, ZEROS, entry))).hasSize(1);
    }

    @Test
    void readsBodiesOrPassesOverThem() throws IOException {
        byte[] tar = join(header("snapshot/a", 600), blocks("x".repeat(600)), header("snapshot/b", 3), blocks("yyy"));
        EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "o");
        assertThat(reader.next().size()).isEqualTo(600);
        assertThat(reader.body().readNBytes(10)).hasSize(10);
        assertThat(reader.next().entry().name()).isEqualTo(EntryName.of("b"));
        assertThat(reader.body().readAllBytes()).isEqualTo("yyy".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.body().read()).isEqualTo(-1);
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"snapshot/,SNAPSHOT,.,0", "snapshot/.,SNAPSHOT,.,0", "snapshot/./,SNAPSHOT,.,0", "diff/,DIFF,.,0", "signature/,SIGNATURE,.,0",
            "multivol_snapshot/./1,MULTIVOL_SNAPSHOT,.,1", "multivol_diff//17,MULTIVOL_DIFF,.,17", "multivol_snapshot/num/42/1,MULTIVOL_SNAPSHOT,num/42,1",
            "multivol_snapshot/42/007,MULTIVOL_SNAPSHOT,42,7", "deleted/a/b,DELETED,a/b,0", "snapshot/d/,SNAPSHOT,d,0", "snapshot/.../..a,SNAPSHOT,.../..a,0",
            "snapshot/snapshot/1,SNAPSHOT,snapshot/1,0"})
    void takesNamesApart(String name, EntryKind kind, String path, int piece) {
        TarRecord record = read(header(name, 0)).get(0);
        assertThat(record.kind()).isEqualTo(kind);
        assertThat(record.entry().name()).isEqualTo(path.equals(".") ? EntryName.ROOT : EntryName.of(path));
        assertThat(record.piece()).isEqualTo(piece);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot/..", "snapshot/../a", "snapshot/a/..", "snapshot/a/../b", "snapshot//etc/passwd", "snapshot/a//b", "snapshot/./a",
            "snapshot/a/.", "snapshot/a/./", "snapshot/a//", "multivol_snapshot/../1", "multivol_snapshot//a/1", "deleted/../x", "signature/a/../../b"})
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> read(header(name, 0)))
                .isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HASH_MISMATCH))
                .hasMessageContaining("Security violation").hasMessageContaining("the object").hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "snapshot", "/etc/passwd", "other/a", "Snapshot/a", "multivol_snapshot/a", "multivol_snapshot/a/", "multivol_snapshot/a/x",
            "multivol_snapshot/a/0", "multivol_snapshot/a/-1", "multivol_snapshot/a/1234567890", "multivol_diff/"})
    void refusesNamesThatAreNone(String name) {
        assertDamage(header(name, 0), "");
    }

    @Test
    void refusesZeroBytesInNamesAndTargets() {
        assertThatThrownBy(() -> read(join(extended('x', pax("path", "snapshot/a\0b")), header("snapshot/a", 0))))
                .isInstanceOf(BactrianException.class).hasMessageContaining("Security violation");
        byte[] link = with(header("snapshot/a", 0), 156, "2");
        assertDamage(join(extended('x', pax("linkpath", "a\0b")), link), "impossible target");
        assertDamage(link, "impossible target");
    }

    @Test
    void readsGnuLongNamesAndNumbers() {
        String name = "snapshot/" + "n".repeat(300) + "\u00ff\u00fe";
        String target = "t".repeat(200);
        byte[] link = with(with(with(header("snapshot/cut", 0), 156, "2"), 257, "ustar  \0"), 108, "\u0080\0\0\0\0\u0020\0\0");
        TarRecord record = read(join(extended('K', target + "\0"), extended('L', name + "\0"), with(link, 345, "atime, not prefix"))).get(0);
        assertThat(record.entry().name().toBytes()).isEqualTo(name.substring(9).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(record.entry().linkTarget()).isEqualTo(target.getBytes(StandardCharsets.US_ASCII));
        assertThat(record.entry().uid()).isEqualTo(0x200000);
    }

    @Test
    void readsPrefixesAndOldHeaders() {
        assertThat(read(with(header("rest", 0), 345, "snapshot/prefix")).get(0).entry().name()).isEqualTo(EntryName.of("prefix/rest"));
        byte[] old = with(with(header("snapshot/folder/", 0), 156, "\0"), 257, "\0\0\0\0\0\0\0\0");
        assertThat(read(old).get(0).entry().type()).isEqualTo(EntryType.DIRECTORY);
        byte[] full = with(header("x".repeat(100), 0), 345, "snapshot/" + "p".repeat(146));
        assertThat(read(full).get(0).entry().name().length()).isEqualTo(146 + 1 + 100);
    }

    @Test
    void letsExtendedHeadersCountForOneEntryOnly() {
        byte[] tar = join(extended('x', pax("path", "snapshot/long") + pax("uid", "3000000000") + pax("mtime", "10413792000.75") + pax("size", "2")
                + pax("uname", "\u00c3\u00a9") + pax("comment", "nothing")), header("snapshot/cut", 0), blocks("ab"), header("snapshot/second", 0));
        List<TarRecord> records = read(tar);
        Entry first = records.get(0).entry();
        assertThat(first.name()).isEqualTo(EntryName.of("long"));
        assertThat(first.uid()).isEqualTo(3000000000L);
        assertThat(first.mtime()).isEqualTo(10413792000L);
        assertThat(first.userName()).isEqualTo("\u00e9");
        assertThat(records.get(0).size()).isEqualTo(2);
        assertThat(records.get(1).entry().name()).isEqualTo(EntryName.of("second"));
        assertThat(records.get(1).entry().uid()).isZero();
    }

    @Test
    void refusesWhatNoBackupHas() {
        byte[] entry = header("snapshot/a", 0);
        assertDamage(with(entry, 156, "1"), "type 49");
        assertDamage(with(entry, 156, "S"), "type 83");
        assertDamage(with(entry, 156, "g"), "type 103");
        assertDamage(with(header("diff/a", 0), 156, "5"), "diff that is no file");
        assertDamage(join(extended('x', pax("GNU.sparse.major", "1")), entry), "sparse");
        assertDamage(with(entry, 108, "-1"), "number");
        assertDamage(with(entry, 124, "zzzzzzzzzzz\0"), "number that is none");
        assertDamage(with(entry, 124, "\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"), "impossible number");
        assertDamage(join(extended('x', pax("size", "-5")), entry), "impossible number");
        assertDamage(join(extended('x', pax("uid", "99999999999999999999999")), entry), "number that is none");
        assertDamage(join(extended('x', pax("gid", "4294967296")), entry), "impossible number");
        assertDamage(with(with(entry, 156, "3"), 329, "\u0080\0\0\u0001\0\0\0\0"), "impossible number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "9", "9 path", "99 path=a\n", "-1 path=a\n", "0 path=a\n", "10 path=a\nxx", "9 path=aa\n", "999999999 path=a\n", " path=a\n",
            "12 =snap\n", "7 path=\n"})
    void refusesMalformedRecords(String records) {
        assertDamage(join(extended('x', records), header("snapshot/a", 0)), "");
    }

    @Test
    void refusesTruncation() {
        byte[] tar = join(extended('x', pax("path", "snapshot/long")), header("snapshot/cut", 700), blocks("x".repeat(700)));
        for (int length = 1; length < tar.length; length += 7) {
            byte[] cut = Arrays.copyOf(tar, length);
            assertThatThrownBy(() -> readAndFinish(cut)).as("%d bytes", length).isInstanceOf(BactrianException.class)
                    .hasMessageContaining("the object is damaged: it ends");
        }
        assertDamage(join(extended('x', pax("path", "snapshot/long")), ZEROS), "announces");
    }

    @Test
    void refusesABadChecksum() {
        byte[] header = header("snapshot/a", 0);
        header[3] ^= 1;
        assertDamage(header, "checksum");
        byte[] noNumber = header("snapshot/a", 0);
        noNumber[150] = '9';
        assertDamage(noNumber, "checksum");
    }

    @Test
    void boundsWhatIsHeldInMemory() {
        assertDamage(with(with(header("././@LongLink", 0), 156, "L"), 124, "77777777777\0"), "extended headers");
        InputStream endless = new InputStream() {
            private final byte[] headers = join(extended('x', pax("comment", "c".repeat(400))));
            private int at;

            @Override
            public int read() {
                return headers[at++ % headers.length] & 0xff;
            }
        };
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> new EntryTarReader(endless, "the object").next())
                .isInstanceOf(BactrianException.class).hasMessageContaining("extended headers"));
    }

    @Test
    void showsNamesWithoutControlCharactersAndCut() {
        assertThatThrownBy(() -> read(join(extended('x', pax("path", "bad\u001b[2J\n" + "x".repeat(5000))), header("a", 0))))
                .hasMessageContaining("bad?[2J?xx").satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    private static void readAndFinish(byte[] tar) throws IOException {
        EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "the object");
        while (reader.next() != null) {
            reader.body().read();
        }
    }

    private static void assertDamage(byte[] tar, String how) {
        assertThatThrownBy(() -> read(tar)).isInstanceOf(BactrianException.class).hasMessageContaining("the object").hasMessageContaining(how);
    }
}
