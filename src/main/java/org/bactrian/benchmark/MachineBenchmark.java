package org.bactrian.benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;
import org.bactrian.pgp.Compression;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.rsync.DeltaWriter;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.seal.ParallelDeflate;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedOutput;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.Walk;

/** Measures the parts of a backup that this machine does, one after the other, in a folder for temporary files. Used once. */
public final class MachineBenchmark {
    private static final int BYTES = 8 << 20;
    private static final int BLOCK = 2048;
    private static final int FOLDERS = 40;
    private static final int FILES = 50;
    private static final int LEVELS = 9;
    private static final double MEGA = 1e6;

    private final Path folder;
    private final Stopwatch watch;
    private final Consumer<Measurement> listener;
    private final Runnable beforeEach;
    private final byte[] sample = SampleData.of(BYTES);

    /**
     * @param folder     private and empty; what is made in it is its owner's to remove
     * @param watch      tells the time
     * @param listener   hears of each measurement
     * @param beforeEach run before each part; may throw to end it
     */
    public MachineBenchmark(Path folder, Stopwatch watch, Consumer<Measurement> listener, Runnable beforeEach) {
        this.folder = folder;
        this.watch = watch;
        this.listener = listener;
        this.beforeEach = beforeEach;
    }

    /** Measures everything; gives what a full backup depends on. */
    public Limits run() throws IOException {
        double disk = disk();
        walk();
        double signature = signature();
        delta();
        double hash = hash();
        double cipher = cipher();
        return deflate(disk, 1 / (1 / signature + 1 / hash + 1 / cipher));
    }

    private double disk() throws IOException {
        beforeEach.run();
        Path file = folder.resolve("disk");
        double written = watch.once(BYTES / MEGA, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Channels.newOutputStream(channel).write(sample);
                channel.force(true);
            }
        });
        tell("disk write", written, "MB", "one file, synced");
        double read = watch.rate(BYTES / MEGA, () -> Files.readAllBytes(file));
        tell("disk read", read, "MB", "from the cache");
        return read;
    }

    private void walk() throws IOException {
        beforeEach.run();
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (int i = 0; i < FOLDERS; i++) {
            Path in = Files.createDirectory(tree.resolve("folder" + i));
            for (int j = 0; j < FILES; j++) {
                Files.createFile(in.resolve("file" + j));
            }
        }
        tell("walk", watch.rate(1 + FOLDERS + FOLDERS * FILES, () -> {
            for (Iterator<SourceEntry> entries = Walk.everything(tree); entries.hasNext();) {
                entries.next();
            }
        }), "entries", "");
    }

    private double signature() throws IOException {
        beforeEach.run();
        double rate = watch.rate(BYTES / MEGA, () -> signatureOf(sample));
        tell("signature", rate, "MB", "rolling sum and MD4, one processor");
        return rate;
    }

    private void delta() throws IOException {
        beforeEach.run();
        byte[] signature = signatureOf(sample);
        byte[] edited = sample.clone();
        for (int at = 0; at < edited.length; at += 1 << 20) {
            edited[at]++;
        }
        tell("delta", watch.rate(BYTES / MEGA, () -> {
            try (Signature old = Signature.read(new ByteArrayInputStream(signature), signature.length, "the sample's signature")) {
                DeltaWriter delta = new DeltaWriter(old, OutputStream.nullOutputStream());
                delta.write(edited, 0, edited.length);
                delta.finish();
            }
        }), "MB", "a byte changed in each MiB, one processor");
    }

    private static byte[] signatureOf(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(out, SignatureFormat.md4(BLOCK));
        writer.write(bytes, 0, bytes.length);
        writer.finish();
        return out.toByteArray();
    }

    private double hash() throws IOException {
        beforeEach.run();
        double rate = watch.rate(BYTES / MEGA, () -> new SealedOutput(OutputStream.nullOutputStream()).write(sample));
        tell("hash", rate, "MB", "SHA-1 and MD5 of what is stored, one processor");
        return rate;
    }

    private double cipher() throws IOException {
        beforeEach.run();
        Seal seal = PgpSeal.builder().passphrase(Passphrase.of("benchmark")).compression(Compression.NONE).build();
        double rate = watch.rate(BYTES / MEGA, () -> {
            try (OutputStream out = seal.seal(OutputStream.nullOutputStream())) {
                out.write(sample);
            }
        });
        tell("cipher", rate, "MB", "OpenPGP, AES-256 with its integrity code, one processor");
        return rate;
    }

    /** Each level, on all processors; what a backup takes unasked counts. */
    private Limits deflate(double disk, double producer) throws IOException {
        Limits usual = deflate(Compression.ZIP_LEVELS, "deflate", disk, producer);
        for (int level = 1; level <= LEVELS; level++) {
            deflate(DeflateLevels.of(level), "deflate " + level, disk, producer);
        }
        if (DeflateLevels.hasFast()) {
            deflate(DeflateLevels.of(DeflateLevels.FAST), "deflate fast", disk, producer);
        }
        return usual;
    }

    private Limits deflate(DeflateLevels levels, String name, double disk, double producer) throws IOException {
        beforeEach.run();
        SealedOutput out = new SealedOutput(OutputStream.nullOutputStream());
        deflateAll(levels, out);
        double ratio = (double) out.length() / BYTES;
        double rate = watch.rate(BYTES / MEGA, () -> deflateAll(levels, OutputStream.nullOutputStream()));
        tell(name, rate, "MB", String.format(Locale.ROOT, "to %.1f %%, all %d processors", 100 * ratio,
                Runtime.getRuntime().availableProcessors()));
        return new Limits(disk, producer, rate, ratio);
    }

    private void deflateAll(DeflateLevels levels, OutputStream to) throws IOException {
        try (OutputStream out = new ParallelDeflate(to, levels)) {
            out.write(sample);
        }
    }

    private void tell(String name, double rate, String unit, String detail) {
        listener.accept(new Measurement(name, rate, unit, detail));
    }
}
