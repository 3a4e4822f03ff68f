package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

class SignatureTest {
    private static final String NAME = "the signature of home/a";

    @Property(tries = 200, seed = "1")
    void eachBlockIsFoundAgain(@ForAll SignatureMagic magic, @ForAll @IntRange(min = 1, max = 300) int blockLength,
            @ForAll @IntRange(max = 30_000) int size, @ForAll boolean lengthKnown) throws IOException {
        byte[] data = Bytes.random(size, size);
        byte[] bytes = Bytes.signature(data, new SignatureFormat(magic, blockLength, magic.strongLength()));
        Signature signature = Signature.read(new ByteArrayInputStream(bytes), lengthKnown ? bytes.length : -1, NAME);
        assertThat(signature.blockCount()).isEqualTo((size + blockLength - 1) / blockLength);
        byte[] sum = new byte[magic.strongLength()];
        for (int block = 0; block < signature.blockCount(); block++) {
            int at = block * blockLength;
            int count = Math.min(blockLength, size - at);
            int weak = magic.weakSum().of(data, at, count);
            magic.newStrongSum().sum(data, at, count, sum);
            assertThat(signature.weakSum(block)).isEqualTo(weak);
            assertThat(signature.hasStrongSum(block, sum)).isTrue();
            assertThat(signature.hasWeakSum(weak)).isTrue();
            int found = signature.find(weak, sum);
            int foundAt = found * blockLength;
            assertThat(Arrays.equals(data, foundAt, Math.min(size, foundAt + blockLength), data, at, at + count)).isTrue();
            sum[0]++;
            assertThat(signature.hasStrongSum(block, sum)).isFalse();
            assertThat(signature.find(weak, sum)).isEqualTo(Signature.NONE);
        }
    }

    @Example
    void nothingIsReadBeyondAKnownLength() throws IOException {
        byte[] bytes = Bytes.signature(new byte[100_000], SignatureFormat.md4(512));
        ByteArrayInputStream in = new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + 5));
        Signature.read(in, bytes.length, NAME);
        assertThat(in.available()).isEqualTo(5);
    }

    @Example
    void damagedHeadersAreRefusedByName() {
        refused("", "shorter than a header");
        refused("7273013600000200000000", "shorter than a header");
        refused("727302360000020000000008", "72730236");
        refused("727301360000000000000008", "block length is 0");
        refused("72730136ffffffff00000008", "block length is 4294967295");
        refused("727301360400000100000008", "block length is 67108865");
        refused("727301360000020000000000", "have 0 bytes");
        refused("727301360000020000000011", "have 17 bytes");
        refused("727301370000020000000021", "have 33 bytes");
        refused("7273013600000200ffffffff", "have 4294967295 bytes");
    }

    @Example
    void truncatedBlocksAreRefused() throws IOException {
        byte[] bytes = Bytes.signature(new byte[512 * 3000], SignatureFormat.md4(512));
        for (int cut : new int[] {1, 11, 13, 30_000}) {
            byte[] truncated = Arrays.copyOf(bytes, bytes.length - cut);
            damaged(truncated, bytes.length, "it ends within a block");
            damaged(truncated, truncated.length, cut % 12 == 0 ? null : "whole number of blocks");
            damaged(truncated, -1, cut % 12 == 0 ? null : "it ends within a block");
        }
    }

    @Example
    void aClaimedLengthCostsNothingButIsRefusedWhenItCannotFit() {
        byte[] header = HexFormat.of().parseHex("727301360000020000000008");
        damaged(header, 12 + 12L * 1_000_000, "it ends within a block");
        assertThatThrownBy(() -> Signature.read(new ByteArrayInputStream(header), 12 + 12L * 1_000_000, NAME, 1_000_000, null))
                .isInstanceOf(BactrianException.class).hasMessageContaining(NAME).hasMessageContaining("more blocks than fit");
        assertThatThrownBy(() -> Signature.read(new ByteArrayInputStream(header), Long.MAX_VALUE - 3, NAME, Long.MAX_VALUE, MemorySpool::new))
                .isInstanceOf(BactrianException.class).hasMessageContaining(NAME);
    }

    @Example
    void anEndlessSignatureStopsAtTheMemoryLimit() throws IOException {
        byte[] bytes = Bytes.signature(new byte[512 * 3000], SignatureFormat.md4(512));
        assertThatThrownBy(() -> Signature.read(new ByteArrayInputStream(bytes), -1, NAME, 36 * 2000, null))
                .isInstanceOf(BactrianException.class).hasMessageContaining("more blocks than fit");
        assertThat(Signature.read(new ByteArrayInputStream(bytes), -1, NAME, 36 * 3000, null).blockCount()).isEqualTo(3000);
    }

    @Example
    void duplicitysSignaturesTakeAtMost40BytesABlock() {
        assertThat(Signature.memoryPerBlock(SignatureFormat.md4(2048))).isLessThanOrEqualTo(40);
    }

    private static void refused(String hex, String how) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        damaged(bytes, bytes.length, how);
        damaged(bytes, -1, how);
    }

    private static void damaged(byte[] bytes, long length, String how) {
        if (how == null) {
            assertThat(catchThrowableOfRead(bytes, length)).isNull();
            return;
        }
        assertThat(catchThrowableOfRead(bytes, length)).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.NO_SIGNATURES);
            assertThat(e).hasMessageContaining(NAME).hasMessageContaining(how);
            assertThat(e.guidance()).isNotEmpty();
        });
    }

    private static Throwable catchThrowableOfRead(byte[] bytes, long length) {
        return org.assertj.core.api.Assertions.catchThrowable(
                () -> Signature.read(new ByteArrayInputStream(bytes), length, NAME));
    }
}
