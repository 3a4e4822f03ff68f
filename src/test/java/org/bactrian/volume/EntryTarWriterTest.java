package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTarWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EntryTarWriter writer = new EntryTarWriter(out);

    @ParameterizedTest
    @CsvSource({"0,10240", "1,10240", "18,10240", "19,10240", "20,20480", "21,20480", "39,20480", "40,30720"})
    void endsOnAWholeRecordAndWithAZeroBlockAtLeast(int headers, int length) throws IOException {
        for (int i = 0; i < headers; i++) {
            writer.write(EntryKind.SNAPSHOT, Tars.file(new byte[] {'a'}), 0, new byte[0], 0);
        }
        writer.finish();
        assertThat(out.size()).isEqualTo(length);
        assertThat(Arrays.mismatch(Arrays.copyOfRange(out.toByteArray(), headers * 512, length), new byte[length - headers * 512])).isEqualTo(-1);
    }

    @Test
    void writesTheRecordsOfSection32ForBadNames() throws IOException {
        writer.write(EntryKind.SNAPSHOT, Tars.file(new byte[] {'b', 'a', 'd', -1, -2, 'n', 'a', 'm', 'e'}), 0, new byte[0], 0);
        String tar = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(tar).startsWith("././@PaxHeader\0").hasSize(1536);
        assertThat(tar.substring(512)).startsWith("21 hdrcharset=BINARY\n27 path=snapshot/bad\u00ff\u00fename\n\0");
        assertThat(tar.substring(1024)).startsWith("snapshot/bad??name\0");
    }

    /** As the real tool has it when the source is a single file or link. */
    @Test
    void namesTheRootByWhatItIs() throws IOException {
        Entry file = Tars.file(new byte[0]);
        Entry folder = new Entry(EntryName.ROOT, EntryType.DIRECTORY, 0755, 0, 0, "", "", 0, 0, Entry.NO_TARGET, 0, 0);
        writer.write(EntryKind.SNAPSHOT, file, 0, new byte[0], 0);
        writer.write(EntryKind.DIFF, file, 0, new byte[0], 0);
        writer.write(EntryKind.MULTIVOL_SNAPSHOT, file, 2, new byte[0], 0);
        writer.write(EntryKind.SNAPSHOT, folder, 0, new byte[0], 0);
        writer.shortRoot().write(EntryKind.SNAPSHOT, folder, 0, new byte[0], 0);
        String tar = out.toString(StandardCharsets.ISO_8859_1);
        String[] names = {"snapshot/\0", "diff/\0", "multivol_snapshot/./2\0", "snapshot/./\0", "snapshot/\0"};
        for (int i = 0; i < names.length; i++) {
            assertThat(tar.substring(512 * i)).startsWith(names[i]);
        }
    }

    @Test
    void takesBodiesInParts() throws IOException {
        writer.begin(EntryKind.SIGNATURE, Tars.file(new byte[] {'a'}), 0, 600);
        writer.write(new byte[599], 0, 599);
        writer.write(new byte[] {1, 2, 3}, 1, 1);
        writer.end();
        assertThat(out.size()).isEqualTo(512 + 1024);
        assertThat(out.toByteArray()[512 + 599]).isEqualTo((byte) 2);
    }

    @Test
    void refusesBodiesOfAnotherLength() throws IOException {
        writer.begin(EntryKind.SIGNATURE, Tars.file(new byte[] {'a'}), 0, 3);
        assertThatThrownBy(() -> writer.write(new byte[4], 0, 4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesSockets() {
        Entry socket = new Entry(EntryName.of("s"), EntryType.SOCKET, 0, 0, 0, "", "", 0, 0, Entry.NO_TARGET, 0, 0);
        assertThatThrownBy(() -> writer.write(EntryKind.SNAPSHOT, socket, 0, new byte[0], 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
