package org.bactrian.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes fetched before their turn. */
class VolumesAheadTest {
    private boolean closed;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void volumesComeInTurnAndADamagedOneOnlyWhenAskedFor(int ahead) throws IOException {
        BactrianException damage = new BactrianException(ErrorKind.HASH_MISMATCH, "damaged", "");
        Iterator<Integer> numbers = IntStream.rangeClosed(1, 4).iterator();
        try (ReadAhead threads = new ReadAhead(ahead); VolumesAhead volumes = new VolumesAhead(number -> {
            if (number == 3) {
                throw damage;
            }
            return source(new byte[number]);
        }, numbers, threads)) {
            assertThat(volumes.open(1).readAllBytes()).hasSize(1);
            assertThat(volumes.open(2).readAllBytes()).hasSize(2);
            assertThatThrownBy(() -> volumes.open(3)).isSameAs(damage);
            assertThat(volumes.open(4).readAllBytes()).hasSize(4);
        }
    }

    @Test
    void aVolumeThatNobodyAskedForIsClosed() throws IOException {
        try (ReadAhead threads = new ReadAhead(1);
                VolumesAhead volumes = new VolumesAhead(number -> source(new byte[number]), List.of(1, 2).iterator(), threads)) {
            volumes.open(1);
        }
        assertThat(closed).isTrue();
    }

    private InputStream source(byte[] bytes) {
        closed = false;
        return new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
