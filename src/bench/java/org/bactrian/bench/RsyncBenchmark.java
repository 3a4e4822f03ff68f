package org.bactrian.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.bactrian.rsync.DeltaWriter;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.Patch;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.rsync.WeakSum;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The librsync formats; MiB a second. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RsyncBenchmark {
    private static final int BLOCK = 2048;

    private final byte[] old = Samples.bytes();
    private final byte[] edited = old.clone();
    private final MemorySpool base = new MemorySpool();
    private byte[] signature;
    private byte[] delta;

    /** A byte changed in each MiB. */
    @Setup
    public void prepare() throws IOException {
        for (int at = 0; at < edited.length; at += 1 << 20) {
            edited[at]++;
        }
        base.append(old, 0, old.length);
        signature = signature();
        delta = delta();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public int rollingSum() {
        int sum = 0;
        for (int at = 0; at < old.length; at += BLOCK) {
            sum ^= WeakSum.ROLLSUM.of(old, at, BLOCK);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public byte[] signature() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(out, SignatureFormat.md4(BLOCK));
        writer.write(old, 0, old.length);
        writer.finish();
        return out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public byte[] delta() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Signature known = Signature.read(new ByteArrayInputStream(signature), signature.length, "the sample's signature")) {
            DeltaWriter writer = new DeltaWriter(known, out);
            writer.write(edited, 0, edited.length);
            writer.finish();
        }
        return out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public long patch() throws IOException {
        return Patch.apply(base, new ByteArrayInputStream(delta), "the sample's delta", OutputStream.nullOutputStream());
    }
}
