package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Content matches its own signature and no other; deltas are checked without the file they are for. */
class SignatureCheckTest {
    @Property(tries = 300, seed = "1")
    void contentMatchesItsOwnSignatureOnly(@ForAll SignatureMagic magic, @ForAll @IntRange(min = 1, max = 600) int blockLength,
            @ForAll @IntRange(max = 10_000) int size, @ForAll @IntRange(max = 3) int edits) throws IOException {
        byte[] content = Bytes.random(size, size);
        byte[] other = Bytes.edited(content, new Random(blockLength), edits, 300);
        byte[] signature = Bytes.signature(content, new SignatureFormat(magic, blockLength, 8));
        assertThat(matches(content, signature)).isTrue();
        assertThat(matches(other, signature)).isEqualTo(Arrays.equals(content, other));
    }

    @Example
    void aSignatureCutOrContinuedIsAnother() throws IOException {
        byte[] content = Bytes.random(5000, 7);
        byte[] signature = Bytes.signature(content, SignatureFormat.md4(512));
        for (int length = SignatureFormat.HEADER_LENGTH; length < signature.length; length++) {
            assertThat(matches(content, Arrays.copyOf(signature, length))).as("%d bytes", length).isFalse();
        }
        assertThat(matches(content, Arrays.copyOf(signature, signature.length + 1))).isFalse();
        assertThat(matches(new byte[0], Arrays.copyOf(signature, SignatureFormat.HEADER_LENGTH))).isTrue();
    }

    @Example
    void aDamagedHeaderIsNamed() throws IOException {
        byte[] signature = Bytes.signature(new byte[10], SignatureFormat.md4(512));
        byte[] strange = signature.clone();
        strange[3] = 0;
        for (byte[] damaged : new byte[][] {new byte[0], Arrays.copyOf(signature, 11), strange}) {
            assertThatThrownBy(() -> matches(new byte[10], damaged)).isInstanceOf(BactrianException.class)
                    .hasMessageStartingWith("a signature is damaged: ")
                    .extracting(e -> ((BactrianException) e).kind()).isEqualTo(ErrorKind.NO_SIGNATURES);
        }
    }

    @Property(tries = 200, seed = "1")
    void aDeltaCheckedTellsTheLengthOfWhatItMakes(@ForAll @IntRange(max = 10_000) int size, @ForAll @IntRange(max = 5) int edits)
            throws IOException {
        byte[] old = Bytes.random(size, size);
        byte[] changed = Bytes.edited(old, new Random(size), edits, 500);
        byte[] delta = Bytes.delta(Bytes.signature(old, SignatureFormat.md4(64)), changed);
        assertThat(Patch.check(old.length, new ByteArrayInputStream(delta), "a delta")).isEqualTo(changed.length);
    }

    @Example
    void aDeltaThatIsCutOrForALongerFileIsRefused() throws IOException {
        byte[] old = Bytes.random(3000, 3);
        byte[] delta = Bytes.delta(Bytes.signature(old, SignatureFormat.md4(512)), old);
        assertThatThrownBy(() -> Patch.check(2999, new ByteArrayInputStream(delta), "a delta"))
                .isInstanceOf(BactrianException.class).hasMessageContaining("a file that has 2999");
        for (int length = 0; length < delta.length; length++) {
            byte[] cut = Arrays.copyOf(delta, length);
            assertThatThrownBy(() -> Patch.check(3000, new ByteArrayInputStream(cut), "a delta"))
                    .isInstanceOf(BactrianException.class).hasMessageContaining("a delta is damaged");
        }
    }

    private static boolean matches(byte[] content, byte[] signature) throws IOException {
        return SignatureCheck.matches(new ByteArrayInputStream(content), new ByteArrayInputStream(signature), "a signature");
    }
}
