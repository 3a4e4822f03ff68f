package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;

/**
 * Thousands of damaged signatures and deltas: each is either refused by name or used like any other, with memory that does
 * not depend on what it claims.
 */
class HostileInputTest {
    private static final int ROUNDS = 4000;
    private static final long MAX_WRITTEN = 1 << 20;

    private final byte[] old = Bytes.random(5000, 1);
    private final byte[] changed = Bytes.edited(old, new Random(1), 5, 500);

    @Test
    void damagedSignaturesAreRefusedOrUsed() throws IOException {
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            SignatureMagic magic = SignatureMagic.values()[i % SignatureMagic.values().length];
            byte[] whole = Bytes.signature(old, new SignatureFormat(magic, 64 + i % 100, 8));
            byte[] signature = damaged(whole, random);
            long length = i % 3 == 0 ? -1 : signature.length;
            try {
                long memory = i % 2 == 0 ? 1 << 20 : 500;
                try (Signature read = Signature.read(new ByteArrayInputStream(signature), length, "a signature", memory,
                        MemorySpool::new)) {
                    DeltaWriter writer = new DeltaWriter(read, OutputStream.nullOutputStream());
                    writer.write(changed, 0, changed.length);
                    writer.finish();
                }
            } catch (BactrianException e) {
                assertThat(e).hasMessageContaining("a signature");
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    @Test
    void damagedDeltasAreRefusedOrUsed() throws IOException {
        Random random = new Random(3);
        byte[] whole = Bytes.delta(Bytes.signature(old, SignatureFormat.md4(64)), changed);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] delta = damaged(whole, random);
            try (DeltaChain chain = new DeltaChain(RandomInput.of(old), MemorySpool::new, 50)) {
                chain.add(new ByteArrayInputStream(delta), "a delta");
                assertThat(chain.resultLength()).isLessThan(MAX_WRITTEN);
                chain.writeTo(OutputStream.nullOutputStream());
            } catch (BactrianException e) {
                assertThat(e).hasMessageContaining("a delta");
                refused++;
            }
            patchToo(delta);
        }
        assertThat(refused).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    /** Pure noise after a good beginning, where opcodes of all kinds follow each other. */
    @Test
    void noiseIsRefusedOrUsed() throws IOException {
        Random random = new Random(4);
        byte[] noise = new byte[200];
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(noise);
            BigEndian.putInt(noise, 0, DeltaEncoder.MAGIC);
            for (int at = 4; at < noise.length; at++) {
                noise[at] = random.nextInt(3) > 0 ? (byte) random.nextInt(0x58) : noise[at];
            }
            patchToo(noise);
        }
    }

    /**
     * Two hundred deltas, each of which makes a copy of a copy of a copy: the same bytes, but with more ranges each time
     * than are kept.
     */
    @Test
    void fragmentsOfFragmentsStayWithinTheirLimit() throws IOException {
        byte[] file = old;
        try (DeltaChain chain = new DeltaChain(RandomInput.of(old), MemorySpool::new, 64)) {
            for (int i = 0; i < 200; i++) {
                byte[] next = new byte[file.length];
                ByteArrayOutputStream delta = new ByteArrayOutputStream();
                DeltaEncoder encoder = new DeltaEncoder(delta);
                int step = 7 + i % 5;
                int used = 0;
                for (int first = 0; first < step; first++) {
                    for (int at = first; at < file.length; at += step) {
                        encoder.copy(at, 1);
                        next[used++] = file[at];
                    }
                }
                encoder.end();
                chain.add(new ByteArrayInputStream(delta.toByteArray()), "a delta");
                file = next;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            chain.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(file);
        }
    }

    private void patchToo(byte[] delta) throws IOException {
        long[] written = {0};
        OutputStream limited = new OutputStream() {
            @Override
            public void write(int b) {
                fail("bytes are written in arrays");
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                written[0] += count;
            }
        };
        try {
            long length = Patch.apply(RandomInput.of(old), new ByteArrayInputStream(delta), "a delta", limited);
            assertThat(length).isEqualTo(written[0]);
        } catch (BactrianException e) {
            assertThat(e).hasMessageContaining("a delta");
        }
        assertThat(written[0]).isLessThan(MAX_WRITTEN);
    }

    /** With some bits turned, bytes taken out, put in or overwritten, or the end cut off; numbers are hit most. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int hits = 1 + random.nextInt(3); hits > 0 && bytes.length > 0; hits--) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 20));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> System.arraycopy(bytes, at, bytes, at / 2, bytes.length - at);
                default -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            }
        }
        return bytes;
    }
}
