package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was put can be read from anywhere, in memory, in a file, and across the border of the two. */
class SpoolTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1000, 4096, 1 << 20})
    void aTemporaryFileGivesBackWhatWasPut(int threshold) throws IOException {
        try (Spool spool = new TempFileSpool(folder, threshold)) {
            fillAndCheck(spool);
        }
    }

    @Test
    void memoryGivesBackWhatWasPut() throws IOException {
        try (Spool spool = new MemorySpool()) {
            fillAndCheck(spool);
        }
    }

    @Test
    void theFileHasNoNameAndSmallSpoolsHaveNoFile() throws IOException {
        try (Spool spool = new TempFileSpool(folder.resolve("missing"), 100)) {
            spool.append(new byte[100], 0, 100);
        }
        try (Spool spool = new TempFileSpool(folder, 100)) {
            spool.append(new byte[1000], 0, 1000);
            try (Stream<Path> entries = Files.list(folder)) {
                assertThat(entries).isEmpty();
            }
        }
    }

    @Test
    void closingGivesUpAllAndMayBeRepeated() throws IOException {
        for (Spool spool : new Spool[] {new MemorySpool(), new TempFileSpool(folder, 3)}) {
            spool.append(new byte[10], 0, 10);
            spool.close();
            spool.close();
            assertThat(spool.length()).isZero();
        }
    }

    @Test
    void arraysAndChannelsAreReadFromAnywhereAndNotBeyond() throws IOException {
        byte[] bytes = Bytes.random(1000, 1);
        Path file = Files.write(folder.resolve("file"), bytes);
        try (FileChannel channel = FileChannel.open(file); SeekableByteChannel plain = new Wrapped(FileChannel.open(file))) {
            for (RandomInput input : new RandomInput[] {RandomInput.of(bytes), RandomInput.of(channel), RandomInput.of(plain)}) {
                assertThat(input.length()).isEqualTo(1000);
                check(input, bytes);
            }
        }
    }

    private static void fillAndCheck(Spool spool) throws IOException {
        byte[] bytes = Bytes.random(20_000, 1);
        Random random = new Random(2);
        for (int at = 0; at < bytes.length;) {
            int count = Math.min(bytes.length - at, random.nextInt(2000));
            spool.append(bytes, at, count);
            at += count;
            assertThat(spool.length()).isEqualTo(at);
            check(spool, Arrays.copyOf(bytes, at));
        }
    }

    private static void check(RandomInput input, byte[] bytes) throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(bytes.length + 1);
            int count = random.nextInt(bytes.length - from + 1);
            byte[] target = new byte[count + 2];
            input.readFully(from, target, 1, count);
            assertThat(target[0]).isZero();
            assertThat(Arrays.copyOfRange(target, 1, count + 1)).isEqualTo(Arrays.copyOfRange(bytes, from, from + count));
        }
        byte[] two = new byte[2];
        assertThatThrownBy(() -> input.readFully(bytes.length - 1, two, 0, 2)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> input.readFully(1L << 40, two, 0, 1)).isInstanceOf(EOFException.class);
    }

    /** A channel that is not a file's. */
    private record Wrapped(FileChannel channel) implements SeekableByteChannel {
        @Override
        public int read(java.nio.ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int write(java.nio.ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
