package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes made ahead of their reader. */
class AheadInputTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private static final int BUFFER = 1 << 17;

    private boolean closed;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 3_000_000})
    void givesAllBytesWhoeverMakesThem(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        for (Executor each : List.<Executor>of(threads, Runnable::run)) {
            try (InputStream in = new AheadInput(source(bytes), BUFFER, each)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
                assertThat(in.read()).isEqualTo(-1);
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void skipsAndReadsByteByByte() throws IOException {
        byte[] bytes = new byte[700_000];
        new Random(1).nextBytes(bytes);
        try (InputStream in = new AheadInput(source(bytes), BUFFER, threads)) {
            in.skipNBytes(333_333);
            assertThat(in.read()).isEqualTo(bytes[333_333] & 0xff);
            in.skipNBytes(bytes.length - 333_334);
            assertThat(in.skip(1)).isZero();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aFailureComesAfterTheBytesBeforeIt() throws IOException {
        byte[] bytes = new byte[200_000];
        for (Exception failure : List.of(new IOException("gone"), new BactrianException(ErrorKind.SEAL_FAILED, "bad", ""))) {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    if (failure instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    throw (IOException) failure;
                }
            };
            try (InputStream in = new AheadInput(new SequenceInputStream(source(bytes), broken), BUFFER, threads)) {
                in.skipNBytes(BUFFER); // the buffer that was whole before
                assertThatThrownBy(in::readAllBytes).isSameAs(failure);
            }
        }
    }

    @Test
    void closingItEarlyClosesTheSourceAfterTheThreadIsDone() throws IOException {
        InputStream in = new AheadInput(source(new byte[10_000_000]), BUFFER, threads);
        assertThat(in.read()).isZero();
        in.close();
        assertThat(closed).isTrue();
    }

    @Test
    void streamsBeyondTheRoomAreReadAsTheyAre() throws IOException {
        int room = AheadWorkers.room();
        List<InputStream> taken = new ArrayList<>();
        for (int i = 0; i < room; i++) {
            taken.add(AheadWorkers.ahead(source(new byte[10])));
        }
        InputStream one = source(new byte[10]);
        assertThat(AheadWorkers.ahead(one)).isSameAs(one);
        for (InputStream each : taken) {
            assertThat(each.readAllBytes()).hasSize(10);
            each.close();
            each.close();
        }
        assertThat(AheadWorkers.room()).isEqualTo(room);
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
