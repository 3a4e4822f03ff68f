package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.rsync.DeltaReader.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaReaderTest {
    private static final String NAME = "a delta";

    @Test
    void eachCommandIsRead() throws IOException {
        DeltaReader reader = reader("72730236" + "02" + "6162" + "41" + "01" + "63" + "42" + "0001" + "64" + "43" + "00000001"
                + "65" + "44" + "0000000000000001" + "66" + "45" + "ff" + "80" + "54" + "0000000080000000" + "00000000ffffffff"
                + "00");
        for (int length : new int[] {2, 1, 1, 1, 1}) {
            assertThat(reader.next()).isEqualTo(Command.LITERAL);
            assertThat(reader.length()).isEqualTo(length);
        }
        byte[] literal = new byte[9];
        assertThat(reader.readLiteral(literal, 3, 6)).isEqualTo(1);
        assertThat(literal[3]).isEqualTo((byte) 'f');
        assertThat(reader.readLiteral(literal, 0, 9)).isEqualTo(-1);
        assertThat(reader.next()).isEqualTo(Command.COPY);
        assertThat(reader.start()).isEqualTo(255);
        assertThat(reader.length()).isEqualTo(128);
        assertThat(reader.next()).isEqualTo(Command.COPY);
        assertThat(reader.start()).isEqualTo(0x80000000L);
        assertThat(reader.length()).isEqualTo(0xffffffffL);
        assertThat(reader.next()).isEqualTo(Command.END);
        assertThat(reader.next()).isEqualTo(Command.END);
        assertThat(reader.resultLength()).isEqualTo(6 + 128 + 0xffffffffL);
    }

    /** All widths of numbers in copies, by a table as in spec 4.3. */
    @Test
    void eachCopyOpcodeHasItsWidths() throws IOException {
        int opcode = 0x45;
        for (int startWidth = 1; startWidth <= 8; startWidth *= 2) {
            for (int lengthWidth = 1; lengthWidth <= 8; lengthWidth *= 2) {
                DeltaReader reader = reader("72730236" + Integer.toHexString(opcode++)
                        + "00".repeat(startWidth - 1) + "07" + "00".repeat(lengthWidth - 1) + "09" + "00");
                assertThat(reader.next()).isEqualTo(Command.COPY);
                assertThat(reader.start()).isEqualTo(7);
                assertThat(reader.length()).isEqualTo(9);
                assertThat(reader.next()).isEqualTo(Command.END);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',ends too early",
        "727302,ends too early",
        "72730136,begins with 72730136",
        "72730236,ends too early",
        "7273023605 6162,ends too early",
        "727302364200,ends too early",
        "7273023645 00 06,ends too early",
        "72730236 00 00,goes on after its end",
        "72730236 55 00,unknown command 55",
        "72730236 ff 00,unknown command ff",
        "72730236 41 00 00,empty command",
        "72730236 45 00 00 00,empty command",
        "72730236 44 8000000000000000 00,places that no file has",
        "72730236 44 7fffffffffffffff 00,places that no file has",
        "72730236 51 ffffffffffffffff 01 00,places that no file has",
        "72730236 48 00 ffffffffffffffff 00,places that no file has",
        "72730236 45 00 0b 00,copies 11 bytes from 0 of a file that has 10",
        "72730236 45 0a 01 00,copies 1 bytes from 10",
        "72730236 54 2000000000000000 2000000000000000 00,of a file that has 10",
    })
    void damageIsRefusedByName(String hex, String how) {
        byte[] delta = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> Bytes.patch(new byte[10], delta))
                .isInstanceOfSatisfying(BactrianException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.GENERAL);
                    assertThat(e).hasMessageContaining(NAME).hasMessageContaining(how);
                    assertThat(e.guidance()).isNotEmpty();
                });
    }

    @Test
    void aResultLongerThanAnyFileIsRefused() throws IOException {
        DeltaReader reader = reader("72730236" + "48" + "00" + "2000000000000000" + "45" + "00" + "01" + "00");
        assertThat(reader.next()).isEqualTo(Command.COPY);
        assertThatThrownBy(reader::next).isInstanceOf(BactrianException.class).hasMessageContaining("longer than any");
    }

    /** Streams may give a byte at a time, and buffers may be smaller or larger than literals. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8191, 8192, 20_000, 70_000})
    void literalsAreWholeHoweverTheyAreRead(int size) throws IOException {
        byte[] data = Bytes.random(50_000, 1);
        byte[] delta = Bytes.delta(Bytes.signature(new byte[0], SignatureFormat.md4(512)), data);
        for (InputStream in : new InputStream[] {new ByteArrayInputStream(delta), new Dripping(delta)}) {
            DeltaReader reader = new DeltaReader(in, NAME);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[size];
            while (reader.next() == Command.LITERAL) {
                for (int count; (count = reader.readLiteral(buffer, 0, size)) >= 0;) {
                    out.write(buffer, 0, count);
                }
            }
            assertThat(out.toByteArray()).isEqualTo(data);
        }
    }

    private static DeltaReader reader(String hex) throws IOException {
        return new DeltaReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), NAME);
    }

    /** Gives at most three bytes a read. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            return super.read(target, offset, Math.min(3, count));
        }
    }
}
