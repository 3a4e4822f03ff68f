package org.bactrian.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many threads read, the pieces are the same and in the same order. */
class ChangeReaderTest {
    private static final int FILES = 700;

    @TempDir
    Path folder;
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final List<Change> changes = new ArrayList<>();
    private SetRecords records;

    @BeforeEach
    void files() throws IOException {
        records = new SetRecords(folder.resolve("signatures"), folder.resolve("list"), SetRecords.BlockRule.of(false, 2048), true, JournalMark.START);
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            byte[] content = new byte[i == 351 ? 9_000_123 : i % 97 == 50 ? 700_000 : i % 13 == 5 ? 200_000 : random.nextInt(9000)];
            random.nextBytes(content);
            Path file = folder.resolve(String.format("f%04d", i));
            if (i % 41 != 7) {
                Files.write(file, content);
            }
            // some have grown since they were looked at, one by more than a piece; one is gone
            long seen = i % 89 == 3 ? 0 : content.length;
            changes.add(i % 29 == 2 ? Change.removed(entry(file, 0)) : Change.added(source(file, seen)));
        }
        Files.write(folder.resolve("f0010"), new byte[300_000]);
    }

    @AfterEach
    void end() throws IOException {
        threads.shutdownNow();
        records.close();
    }

    private static Entry entry(Path file, long size) {
        return new Entry(EntryName.of(file.getFileName().toString()), EntryType.FILE, 0644, 0, 0, "", "", 1, size, Entry.NO_TARGET, 0, 0);
    }

    private static SourceEntry source(Path file, long size) {
        return new SourceEntry(EntryName.of(file.getFileName().toString()), file, SourceEntry.State.READABLE, entry(file, size), 0, 7, 1);
    }

    private ChangeReader reader(Iterator<Change> of, boolean parallel) {
        return new ChangeReader(of, records, new EntryDigest(Clock.systemUTC()), parallel ? new ReadThreads(threads, 3) : null);
    }

    @Test
    void theNumberOfThreadsDoesNotShow() throws IOException {
        List<String> one = told(reader(changes.iterator(), false));
        assertThat(one).hasSizeGreaterThan(FILES + 50);
        assertThat(told(reader(changes.iterator(), true))).isEqualTo(one);
        assertThat(one).filteredOn(piece -> piece.startsWith("f0010")).hasSize(5);
        assertThat(one).filteredOn(piece -> piece.contains("NoSuchFile")).hasSizeGreaterThan(10);
    }

    private static List<String> told(ChangeReader reader) throws IOException {
        List<String> told = new ArrayList<>();
        try (reader) {
            while (reader.hasNext()) {
                try (ReadPiece piece = reader.next()) {
                    told.add(piece.change().entry().name() + " " + piece.change().kind() + " " + piece.number() + " " + piece.last() + " "
                            + piece.fileBytes() + " " + Arrays.hashCode(piece.body()) + " " + signature(piece) + " "
                            + (piece.unreadable() == null ? "" : piece.unreadable().getClass().getSimpleName()));
                }
            }
        }
        return told;
    }

    private static int signature(ReadPiece piece) throws IOException {
        if (piece.signature() == null) {
            return 0;
        }
        assertThat(piece.last()).isTrue();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        EntryTarWriter tar = new EntryTarWriter(made);
        tar.begin(EntryKind.SIGNATURE, piece.change().entry(), 0, piece.signature().made().length());
        piece.signature().made().copyTo(tar);
        tar.end();
        return Arrays.hashCode(made.toByteArray());
    }

    @Test
    void whatTheSearchThrowsIsThrownWhereItsTurnComes() {
        for (boolean parallel : new boolean[] {false, true}) {
            Iterator<Change> broken = new Iterator<>() {
                private final Iterator<Change> first = changes.subList(0, 300).iterator();

                @Override
                public boolean hasNext() {
                    if (!first.hasNext()) {
                        throw new UncheckedIOException(new IOException("broken"));
                    }
                    return true;
                }

                @Override
                public Change next() {
                    return first.next();
                }
            };
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> {
                try (ChangeReader reader = reader(broken, parallel)) {
                    while (reader.hasNext()) {
                        try (ReadPiece piece = reader.next()) {
                            names.add(piece.change().entry().name().toString());
                        }
                    }
                }
            }).isInstanceOf(UncheckedIOException.class).hasMessageContaining("broken");
            assertThat(names.stream().distinct()).as("parallel " + parallel).hasSize(300);
        }
    }

    @Test
    void closedAnywhereItLeavesNoFilesOpen() throws IOException {
        for (int taken : new int[] {0, 1, 5, 100, 101, 102, 400}) {
            try (ChangeReader reader = reader(changes.iterator(), true)) {
                for (int i = 0; i < taken; i++) {
                    reader.next().close();
                }
            }
            try (var open = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(open.filter(ChangeReaderTest::isSource)).isEmpty();
            }
        }
    }

    private static boolean isSource(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().matches(".*/f[0-9]{4}");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
