package org.bactrian.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.error.BactrianException;
import org.bactrian.log.RunLog;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarWriter;
import org.junit.jupiter.api.Test;

/** Where a volume is lost, what the others have is still read, and nothing cut off passes for whole. */
class LostVolumesTest {
    /** Entries as "name", or "name/piece" for pieces; a minus is a lost volume. */
    private static final String LOST = "-";

    @Test
    void whatIsCutOffByTheGapIsReadOver() throws IOException {
        assertThat(names(set("a b", LOST, "e f"))).containsExactly("a", "b", "e", "f");
        assertThat(names(set("a b#1", LOST, "b#7 b#8 c"))).containsExactly("a", "b", "c");
        assertThat(names(set("a", LOST, "c#3 c#4", "c#5 d#1", "d#2"))).containsExactly("a", "d");
        assertThat(names(set(LOST, LOST, "x#2", "y"))).containsExactly("y");
        assertThat(names(set("a", LOST))).containsExactly("a");
        assertThat(names(set(LOST))).isEmpty();
    }

    @Test
    void aContentCutOffIsRefused() throws IOException {
        SetStream set = set("b#1", LOST, "c");
        set.peek();
        Member cut = set.next();
        assertThatThrownBy(() -> cut.body().readAllBytes()).isInstanceOf(BactrianException.class)
                .hasMessageContaining("b goes on in a volume that cannot be read");
        assertThat(set.peek()).hasToString("c");
    }

    @Test
    void aContentThatEndsBeforeTheGapIsWhole() throws IOException {
        SetStream set = set("a", LOST, "c");
        set.peek();
        assertThat(new String(set.next().body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a0");
        assertThat(set.isLossy()).isTrue();
    }

    @Test
    void piecesStillHaveToFollowEachOtherElsewhere() throws IOException {
        assertThatThrownBy(() -> names(set("a#1", "a#3"))).isInstanceOf(BactrianException.class);
        assertThatThrownBy(() -> names(set("a", LOST, "b", "c#2"))).isInstanceOf(BactrianException.class);
    }

    @Test
    void aPathCutOffInALostVolumeIsReadOver() throws IOException {
        String[] volumes = {"a b#1", LOST, "c#2 c#3", "d"};
        SetStream set = stream(EntryName.of("c"), volumes);
        assertThat(names(set)).isEmpty();
        assertThat(set.isLossy()).isTrue();
        assertThat(names(stream(EntryName.of("d"), volumes))).containsExactly("d");
    }

    @Test
    void aChangeOfSomethingLostIsLeftOut() throws IOException {
        assertThat(merged(set(LOST, "m"), set("*c m"))).containsExactly("m");
        assertThatThrownBy(() -> merged(set("m"), set("*c m"))).isInstanceOf(BactrianException.class)
                .hasMessageContaining("a change of c");
    }

    private static List<String> names(SetStream set) throws IOException {
        List<String> names = new ArrayList<>();
        for (EntryName name; (name = set.peek()) != null; set.next()) {
            names.add(name.toString());
        }
        return names;
    }

    private static List<String> merged(SetStream... sets) throws IOException {
        List<String> names = new ArrayList<>();
        Merge merge = new Merge(List.of(sets), RunLog.SILENT);
        for (History history; (history = merge.next()) != null;) {
            names.add(history.name().toString());
        }
        return names;
    }

    private static SetStream set(String... volumes) {
        return stream(EntryName.ROOT, volumes);
    }

    private static SetStream stream(EntryName wanted, String... volumes) {
        Iterator<Integer> numbers = IntStream.rangeClosed(1, volumes.length).iterator();
        return new SetStream("full of some time", numbers,
                number -> volumes[number - 1].equals(LOST) ? null : new ByteArrayInputStream(tar(volumes[number - 1])), wanted);
    }

    private static byte[] tar(String entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryTarWriter tar = new EntryTarWriter(out);
        try {
            for (String text : entries.split(" ")) {
                boolean change = text.startsWith("*");
                String[] parts = text.replace("*", "").split("#");
                int piece = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
                EntryKind kind = piece > 0 ? EntryKind.MULTIVOL_SNAPSHOT : change ? EntryKind.DIFF : EntryKind.SNAPSHOT;
                byte[] body = (parts[0] + piece).getBytes(StandardCharsets.UTF_8);
                tar.write(kind, new Entry(EntryName.of(parts[0]), EntryType.FILE, 0644, 0, 0, "", "", 1, 0, Entry.NO_TARGET, 0, 0),
                        piece, body, body.length);
            }
            tar.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
