package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same files through librsync's {@code rdiff} and through this package. */
@NeedsPeer("rdiff")
class RdiffDifferentialIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "md4,rollsum,ROLLSUM_MD4", "blake2,rollsum,ROLLSUM_BLAKE2B",
        "md4,rabinkarp,RABIN_KARP_MD4", "blake2,rabinkarp,RABIN_KARP_BLAKE2B"
    })
    void signaturesAreTheSameByteForByte(String hash, String rolling, SignatureMagic magic) throws Exception {
        int[] sizes = {0, 1, 63, 64, 65, 511, 512, 513, 5000, 100_003};
        int[] blockLengths = {1, 7, 64, 512, 2048, 5000};
        int[] strongLengths = {1, 7, 8, 15, 16, magic.strongLength()};
        for (int i = 0; i < sizes.length * blockLengths.length; i++) {
            byte[] data = Bytes.random(sizes[i % sizes.length], i);
            int blockLength = data.length > 10_000 ? 2048 + i : blockLengths[i / sizes.length];
            int strongLength = strongLengths[i % strongLengths.length];
            byte[] theirs = rdiffSignature(data, hash, rolling, blockLength, strongLength);
            assertThat(Bytes.signature(data, new SignatureFormat(magic, blockLength, strongLength)))
                    .as("%d bytes, -b %d -S %d", data.length, blockLength, strongLength).isEqualTo(theirs);
        }
    }

    /** Ours on theirs and theirs on ours, over random edits, in all four kinds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void deltasArePatchedByEitherAndCostTheSame(int seed) throws Exception {
        Random random = new Random(seed);
        SignatureMagic magic = SignatureMagic.values()[seed % 4];
        SignatureFormat format = new SignatureFormat(magic, 16 + random.nextInt(2048), 8 + random.nextInt(9));
        byte[] old = Bytes.random(random.nextInt(600_000), seed);
        byte[] changed = Bytes.edited(old, random, random.nextInt(12), 20_000);
        byte[] signature = Bytes.signature(old, format);
        byte[] ours = Bytes.delta(signature, changed);
        byte[] theirs = rdiffDelta(signature, changed);
        assertThat(rdiffPatch(old, ours)).isEqualTo(changed);
        assertThat(Bytes.patch(old, theirs)).isEqualTo(changed);
        assertThat(ours.length).as("delta of %d bytes, theirs has %d", changed.length, theirs.length)
                .isLessThanOrEqualTo((int) (theirs.length * 1.02) + 64);
    }

    @Test
    void deltasOfEasyCasesAreTheSameByteForByte() throws Exception {
        byte[] old = Bytes.random(200_000, 1);
        byte[] flipped = old.clone();
        flipped[100_000] ^= 1;
        List<byte[]> news = new ArrayList<>(List.of(old, new byte[0], Bytes.random(200_000, 2), flipped));
        news.add(Arrays.copyOf(old, 150_000));
        news.add(Arrays.copyOfRange(old, 512, 200_000));
        for (SignatureMagic magic : SignatureMagic.values()) {
            byte[] signature = Bytes.signature(old, new SignatureFormat(magic, 512, 8));
            for (byte[] changed : news) {
                assertThat(Bytes.delta(signature, changed)).isEqualTo(rdiffDelta(signature, changed));
            }
        }
    }

    @Test
    void filesOfRepeatedBlocksCostNoMoreThanTheirs() throws Exception {
        byte[] old = new byte[300_000];
        System.arraycopy(Bytes.random(100_000, 1), 0, old, 100_000, 100_000);
        byte[] changed = Bytes.edited(old, new Random(5), 20, 3000);
        byte[] signature = Bytes.signature(old, SignatureFormat.md4(512));
        byte[] ours = Bytes.delta(signature, changed);
        assertThat(rdiffPatch(old, ours)).isEqualTo(changed);
        assertThat(ours.length).isLessThanOrEqualTo((int) (rdiffDelta(signature, changed).length * 1.02) + 64);
    }

    @Test
    void ourDeltaOfTheirSignatureIsPatchedByThem() throws Exception {
        byte[] old = Bytes.random(100_000, 1);
        byte[] changed = Bytes.edited(old, new Random(1), 5, 3000);
        byte[] signature = rdiffSignature(old, "blake2", "rabinkarp", 1024, 32);
        assertThat(rdiffPatch(old, Bytes.delta(signature, changed))).isEqualTo(changed);
    }

    @Test
    void aChainOfTheirDeltasIsComposed() throws Exception {
        byte[] base = Bytes.random(100_000, 1);
        byte[] file = base;
        Random random = new Random(1);
        try (DeltaChain chain = new DeltaChain(RandomInput.of(base), () -> new TempFileSpool(folder, 1000))) {
            for (int i = 0; i < 6; i++) {
                byte[] changed = Bytes.edited(file, random, 5, 3000);
                byte[] delta = rdiffDelta(Bytes.signature(file, SignatureFormat.md4(512)), changed);
                chain.add(new ByteArrayInputStream(delta), "their delta");
                file = changed;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            chain.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(file);
        }
    }

    private byte[] rdiffSignature(byte[] data, String hash, String rolling, int blockLength, int strongLength)
            throws IOException, InterruptedException {
        return rdiff(List.of("-H", hash, "-R", rolling, "-b", "" + blockLength, "-S", "" + strongLength, "signature"), data);
    }

    private byte[] rdiffDelta(byte[] signature, byte[] changed) throws IOException, InterruptedException {
        return rdiff(List.of("delta"), signature, changed);
    }

    private byte[] rdiffPatch(byte[] old, byte[] delta) throws IOException, InterruptedException {
        return rdiff(List.of("patch"), old, delta);
    }

    /** Runs rdiff on files of these contents, and gives the content of the file it makes. */
    private byte[] rdiff(List<String> arguments, byte[]... contents) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("rdiff", "-f"));
        command.addAll(arguments);
        for (int i = 0; i < contents.length; i++) {
            command.add(Files.write(folder.resolve("in" + i), contents[i]).toString());
        }
        Path result = folder.resolve("out");
        command.add(result.toString());
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(messages.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, Files.readString(messages)).isZero();
        return Files.readAllBytes(result);
    }
}
