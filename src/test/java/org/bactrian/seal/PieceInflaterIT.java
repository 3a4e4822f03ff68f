package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.bactrian.seal.PieceInflater.End;
import org.bactrian.seal.PieceInflater.Inflated;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;

/** The JDK's and ISA-L's judge alike where a piece ends, whatever it is; so what one takes the other takes. */
@NeedsPeer("igzip")
class PieceInflaterIT {
    private static final int LENGTH = 60_000;
    private static final int DAMAGED = 3000;

    private final PieceInflater ofJdk = new JdkInflater();
    private final byte[] clear = Mixed.bytes(LENGTH, 5);
    private final byte[] sealed = new byte[2 * LENGTH];
    private int block;
    private int stream;

    /** A piece that ends at {@code block} with a block, at {@code stream} with the stream. */
    private void deflate(int level) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(clear);
        block = deflater.deflate(sealed, 0, sealed.length, Deflater.SYNC_FLUSH);
        deflater.finish();
        stream = block + deflater.deflate(sealed, block, sealed.length - block);
        deflater.end();
    }

    @Test
    void theLibraryIsUsedWhereItIsInstalled() {
        assertThat(PieceInflater.here()).isInstanceOf(IsalInflater.class);
    }

    @Test
    void eachTellsWhereAPieceEnds() {
        tellsWhereAPieceEnds(ofJdk);
        tellsWhereAPieceEnds(new IsalInflater());
    }

    private void tellsWhereAPieceEnds(PieceInflater inflater) {
        byte[] made = new byte[LENGTH];
        for (int level : new int[] {0, 1, 6}) {
            deflate(level);
            assertThat(inflater.inflate(sealed, block, made)).isEqualTo(new Inflated(LENGTH, End.BLOCK, 0));
            assertThat(Arrays.equals(made, clear)).isTrue();
            assertThat(inflater.inflate(sealed, stream, made)).isEqualTo(new Inflated(LENGTH, End.STREAM, 0));
            assertThat(inflater.inflate(sealed, stream + 7, made)).as("more after it").isEqualTo(new Inflated(LENGTH, End.STREAM, 7));
            for (int cut : new int[] {1, 2, 3, 4, 6, 7, 100}) {
                assertThat(inflater.inflate(sealed, block - cut, made).end()).as("%s bytes missing", cut).isEqualTo(End.ELSEWHERE);
            }
            assertThat(inflater.inflate(sealed, stream, new byte[LENGTH - 1]).end()).as("no room").isEqualTo(End.ELSEWHERE);
        }
    }

    @Test
    void bothJudgeDamagedPiecesAlike() {
        PieceInflater isal = new IsalInflater();
        Random random = new Random(9);
        int taken = 0;
        for (int i = 0; i < DAMAGED; i++) {
            deflate(i % 10);
            sealed[random.nextInt(stream)] ^= (byte) (1 << random.nextInt(8));
            int count = random.nextBoolean() ? block : stream;
            byte[] one = new byte[LENGTH + 5000];
            byte[] other = new byte[LENGTH + 5000];
            Inflated expected = ofJdk.inflate(sealed, count, one);
            Inflated found = isal.inflate(sealed, count, other);
            if (found.end() != End.ELSEWHERE) {
                assertThat(found).isEqualTo(expected);
                assertThat(Arrays.equals(one, other)).isTrue();
                taken++;
            }
        }
        assertThat(taken).as("damaged, and still deflate").isGreaterThan(300);
    }
}
