package org.bactrian.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How the end is estimated while volumes are read. */
class ReadProgressTest {
    private final AtomicLong sealedRead = new AtomicLong();
    private final ReadProgress progress = new ReadProgress(2, 1000, () -> 7, () -> "writing x", () -> 5, this::end);
    private boolean ending;

    private void end() {
        if (ending) {
            throw new IllegalStateException("stop");
        }
    }

    @Test
    void readingEndsWithTheRun() throws IOException {
        try (InputStream volume = progress.counted(new ByteArrayInputStream(new byte[10]), 1, () -> 0)) {
            volume.read();
            ending = true;
            assertThatThrownBy(volume::read).hasMessage("stop");
        }
    }


    @Test
    void followsFromWhatWasOpenedOfWhatIsStored() throws IOException {
        assertThat(progress.expectedBytes()).isEqualTo(-1);
        progress.begin();
        sealedRead.set(400); // its integrity was proven
        try (InputStream first = progress.counted(new ByteArrayInputStream(new byte[3000]), 400, sealedRead::get)) {
            assertThat(progress.expectedBytes()).as("nothing opened yet").isEqualTo(-1);
            sealedRead.addAndGet(100);
            first.readNBytes(500);
            assertThat(progress.bytes()).isEqualTo(500);
            assertThat(progress.expectedBytes()).isEqualTo(5000);
            sealedRead.addAndGet(1_000_000);
            first.transferTo(java.io.OutputStream.nullOutputStream());
            assertThat(progress.expectedBytes()).as("a volume is no more than it takes").isEqualTo(7500);
        }
        assertThat(progress.expectedBytes()).isEqualTo(7500);
        progress.begin();
        progress.counted(new ByteArrayInputStream(new byte[1]), 600, () -> 0).close();
        assertThat(progress.expectedBytes()).isEqualTo(progress.bytes()).isEqualTo(3000);
        assertThat(progress.volumes()).isEqualTo(2);
        assertThat(progress.files()).isEqualTo(7);
        assertThat(progress.doing()).isEqualTo("writing x");
        assertThat(progress.transferred()).isEqualTo(5);
    }
}
