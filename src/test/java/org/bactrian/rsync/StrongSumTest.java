package org.bactrian.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrongSumTest {
    /** RFC 1320, appendix A.5. */
    @ParameterizedTest
    @CsvSource({
        "'',31d6cfe0d16ae931b73c59d7e0c089c0",
        "a,bde52cb31de33e46245e05fbdbd6fb24",
        "abc,a448017aaf21d8525fc10ae87aa6729d",
        "message digest,d9130a8164549fe818874806e1c7014b",
        "abcdefghijklmnopqrstuvwxyz,d79e1c308aa5bbcdeea8ed63df412da9",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,043f8582f241db351ce627e153e7f0e4",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890,e33b4ddc9c38f2199c3e7b164fcc0536"
    })
    void md4VectorsOfTheRfc(String text, String hex) {
        byte[] bytes = text.getBytes(US_ASCII);
        byte[] sum = new byte[Md4.LENGTH];
        new Md4().sum(bytes, 0, bytes.length, sum);
        assertThat(HexFormat.of().formatHex(sum)).isEqualTo(hex);
    }

    @Test
    void md4IsAnotherImplementationsMd4AtEachLengthAndOffset() {
        byte[] bytes = new byte[400];
        new Random(4).nextBytes(bytes);
        Md4 md4 = new Md4();
        byte[] sum = new byte[Md4.LENGTH];
        byte[] expected = new byte[Md4.LENGTH];
        for (int count = 0; count <= 300; count++) {
            int offset = count % 67;
            MD4Digest peer = new MD4Digest();
            peer.update(bytes, offset, count);
            peer.doFinal(expected, 0);
            md4.sum(bytes, offset, count, sum);
            assertThat(sum).as("%d bytes", count).isEqualTo(expected);
        }
    }

    @Test
    void twoNeighboursHaveTheSumsOfEach() {
        byte[] bytes = new byte[700];
        new Random(5).nextBytes(bytes);
        for (StrongSum sum : new StrongSum[] {new Md4(), new Blake2b()}) {
            byte[] both = new byte[2 * sum.length()];
            byte[] expected = new byte[2 * sum.length()];
            byte[] one = new byte[sum.length()];
            for (int count = 0; count <= 300; count++) {
                int offset = count % 67;
                for (int i = 0; i < 2; i++) {
                    sum.sum(bytes, offset + i * count, count, one);
                    System.arraycopy(one, 0, expected, i * one.length, one.length);
                }
                sum.sumTwo(bytes, offset, count, both);
                assertThat(both).as("%d bytes", count).isEqualTo(expected);
            }
        }
    }

    /** Made with {@code b2sum -l 256}. */
    @Test
    void blake2bHas32BytesAndStartsAfreshEachTime() {
        byte[] bytes = "xxabcxx".getBytes(US_ASCII);
        byte[] sum = new byte[Blake2b.LENGTH];
        Blake2b blake = new Blake2b();
        for (int i = 0; i < 2; i++) {
            Arrays.fill(sum, (byte) 0);
            blake.sum(bytes, 2, 3, sum);
            assertThat(HexFormat.of().formatHex(sum))
                    .isEqualTo("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
        }
    }
}
