package org.bactrian.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sealing and opening, on all processors; MiB of clear bytes a second. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SealBenchmark {
    /** Which seal. */
    @Param({"gzip", "openpgp"})
    public String form;

    private final byte[] clear = Samples.bytes();
    private Seal seal;
    private byte[] sealed;

    @Setup
    public void prepare() throws IOException {
        seal = form.equals("gzip") ? new GzipSeal() : PgpSeal.builder().passphrase(Passphrase.of("benchmark")).build();
        sealed = seal();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public byte[] seal() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(clear.length);
        try (OutputStream plain = seal.seal(out)) {
            plain.write(clear);
        }
        return out.toByteArray();
    }

    @Benchmark
    @OperationsPerInvocation(Samples.MIB)
    public long unseal() throws IOException {
        try (InputStream in = seal.open(new Stored(sealed))) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private record Stored(byte[] bytes) implements SealedInput {
        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public String name() {
            return "the sample";
        }
    }
}
