package org.bactrian.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was put comes back from anywhere, and what is below cannot be read. */
class EncryptedSpoolTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    @Test
    void whatWasPutComesBackFromAnywhere() throws IOException {
        try (Spool spool = new EncryptedSpools(folder, 70_000).open()) {
            fill(spool, CONTENT);
            assertThat(spool.length()).isEqualTo(CONTENT.length);
            Random random = new Random(6);
            for (int i = 0; i < 300; i++) {
                int from = random.nextInt(CONTENT.length);
                int count = random.nextInt(Math.min(i < 280 ? 100 : CONTENT.length, CONTENT.length - from) + 1);
                byte[] target = new byte[count + 3];
                spool.readFully(from, target, 3, count);
                assertThat(Arrays.copyOfRange(target, 3, target.length)).isEqualTo(Arrays.copyOfRange(CONTENT, from, from + count));
            }
            byte[] more = "more".getBytes();
            spool.append(more, 0, more.length); // reading has not disturbed the writer
            byte[] back = new byte[more.length];
            spool.readFully(CONTENT.length, back, 0, back.length);
            assertThat(back).isEqualTo(more);
        }
    }

    @Test
    void whatIsBelowIsAesInCounterMode() throws Exception {
        MemorySpool below = new MemorySpool();
        byte[] key = new byte[16];
        new Random(7).nextBytes(key);
        fill(new EncryptedSpool(below, new SecretKeySpec(key, "AES")), new byte[100_000]);
        byte[] sealed = new byte[100_000];
        below.readFully(0, sealed, 0, sealed.length);
        javax.crypto.Cipher block = javax.crypto.Cipher.getInstance("AES/ECB/NoPadding");
        block.init(javax.crypto.Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        for (int i = 0; i < sealed.length / 16; i++) {
            byte[] counter = java.nio.ByteBuffer.allocate(16).putLong(8, i).array();
            assertThat(Arrays.copyOfRange(sealed, 16 * i, 16 * i + 16)).isEqualTo(block.doFinal(counter));
        }
    }

    @Test
    void eachSpoolHasAKeyOfItsOwn() throws IOException {
        EncryptedSpools spools = new EncryptedSpools(folder, 10);
        try (Spool one = spools.open(); Spool other = spools.open()) {
            fill(one, CONTENT);
            fill(other, CONTENT);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).as("files have no names").isEmpty();
            }
            byte[] back = new byte[100];
            other.readFully(0, back, 0, back.length);
            assertThat(back).isEqualTo(Arrays.copyOf(CONTENT, 100));
        }
    }

    @Test
    void thereIsNothingBeyondTheEnd() throws IOException {
        Spool spool = new EncryptedSpools(folder).open();
        fill(spool, new byte[20]);
        assertThatThrownBy(() -> spool.readFully(1, new byte[20], 0, 20)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> spool.readFully(-1, new byte[20], 0, 2)).isInstanceOf(EOFException.class);
        spool.close();
        spool.close();
        assertThat(spool.length()).isZero();
    }

    private static void fill(Spool spool, byte[] content) throws IOException {
        Random random = new Random(1);
        for (int at = 0; at < content.length;) {
            int count = Math.min(content.length - at, random.nextInt(90_000));
            spool.append(content, at, count);
            at += count;
        }
    }
}
