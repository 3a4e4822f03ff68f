package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Data and signatures made so that comparing them would take forever, did it try everything. */
class DeltaWriterLimitTest {
    private static final Duration LINEAR = Duration.ofSeconds(10);
    private static final int BLOCK = 8192;
    private static final int BLOCKS = 2000;
    private static final SignatureFormat FORMAT = SignatureFormat.md4(BLOCK);

    /** Without a limit on hashes in vain: 16 MiB * 8 KiB = 137 GB to be hashed, minutes. */
    @Test
    void aWeakSumThatMatchesAtEachByteButNeverTheStrongOne() throws IOException {
        byte[] zeros = new byte[BLOCK * BLOCKS];
        byte[] signature = Bytes.signature(new byte[BLOCK], FORMAT);
        signature[signature.length - 1] ^= 1;
        byte[] delta = assertTimeoutPreemptively(LINEAR, () -> Bytes.delta(signature, zeros));
        assertThat(delta).hasSizeGreaterThan(zeros.length);
    }

    /** A crowd of blocks with one weak sum and all different strong sums: neither indexing nor searching is quadratic. */
    @Test
    void manyBlocksWithOneWeakSum() throws IOException {
        byte[] signature = Bytes.signature(new byte[300_000], new SignatureFormat(SignatureMagic.ROLLSUM_MD4, 1, 8));
        Random random = new Random(1);
        int weak = WeakSum.ROLLSUM.of(new byte[BLOCK], 0, BLOCK);
        for (int at = SignatureFormat.HEADER_LENGTH; at < signature.length; at += FORMAT.recordLength()) {
            BigEndian.putInt(signature, at, weak);
            for (int i = 4; i < 12; i++) {
                signature[at + i] = (byte) random.nextInt();
            }
        }
        BigEndian.putInt(signature, 4, BLOCK);
        byte[] delta = assertTimeoutPreemptively(LINEAR, () -> Bytes.delta(signature, new byte[4 << 20]));
        assertThat(delta).hasSizeGreaterThan(4 << 20);
    }

    /** The limit on hashes in vain must not lose what really is there. */
    @Test
    void blocksAreStillFoundAfterManyHashesInVain() throws IOException {
        byte[] old = Bytes.random(BLOCK * 100, 1);
        byte[] signature = Bytes.signature(concat(new byte[BLOCK], old), FORMAT);
        signature[SignatureFormat.HEADER_LENGTH + 4] ^= 1;
        byte[] changed = concat(new byte[BLOCK * 100], old);
        byte[] delta = assertTimeoutPreemptively(LINEAR, () -> Bytes.delta(signature, changed));
        assertThat(delta.length).isLessThan(BLOCK * 102);
    }

    /** All blocks equal, the old file twice as long or half as long: one copy, or one for each time it fits. */
    @Test
    void filesOfZeros() throws IOException {
        byte[] ten = new byte[BLOCK * 10];
        byte[] twenty = new byte[BLOCK * 20];
        assertThat(Bytes.delta(Bytes.signature(twenty, FORMAT), ten)).hasSize(4 + 1 + 1 + 4 + 1);
        assertThat(Bytes.delta(Bytes.signature(ten, FORMAT), twenty)).hasSize(4 + 2 * (1 + 1 + 4) + 1);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
