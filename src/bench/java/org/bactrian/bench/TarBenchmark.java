package org.bactrian.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.EntryTarWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Volumes of small files; entries a second. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TarBenchmark {
    private static final int ENTRIES = 10_000;
    private static final int SIZE = 1000;

    private final byte[] body = new byte[SIZE];
    private final Entry[] entries = new Entry[ENTRIES];
    private byte[] tar;

    @Setup
    public void prepare() throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            entries[i] = new Entry(EntryName.of("some/folder/of/a/tree/file" + i), EntryType.FILE, 0644, 1000, 1000, "user", "group",
                    1_700_000_000L + i, SIZE, Entry.NO_TARGET, 0, 0);
        }
        tar = write();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public byte[] write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(ENTRIES * (SIZE + 1100));
        EntryTarWriter writer = new EntryTarWriter(out);
        for (Entry entry : entries) {
            writer.write(EntryKind.SNAPSHOT, entry, 0, body, SIZE);
        }
        writer.finish();
        return out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public int read() throws IOException {
        int count = 0;
        try (EntryTarReader reader = new EntryTarReader(new ByteArrayInputStream(tar), "the sample")) {
            while (reader.next() != null) {
                count += reader.body().read(body, 0, SIZE);
            }
        }
        return count;
    }
}
