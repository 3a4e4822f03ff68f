package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class BlockLengthTest {
    @Example
    void steppedAsMeasuredInTheSpecification() {
        assertThat(stepped(0)).isEqualTo(512);
        assertThat(stepped(1_023_999)).isEqualTo(512);
        assertThat(stepped(1_024_000)).isEqualTo(512);
        assertThat(stepped(2_048_000)).isEqualTo(1024);
        assertThat(stepped(3_072_000)).isEqualTo(1536);
        assertThat(stepped(4_095_999)).isEqualTo(1536);
        assertThat(stepped(4_096_000)).isEqualTo(2048);
        assertThat(stepped(Long.MAX_VALUE)).isEqualTo(2048);
        assertThat(BlockLength.STEPPED.forFile(10_240_000, 5000)).isEqualTo(5000);
        assertThat(BlockLength.STEPPED.forFile(1000, 100)).isEqualTo(512);
    }

    @Example
    void squareRootAsMeasuredInTheSpecification() {
        assertThat(root(0)).isEqualTo(512);
        assertThat(root(1)).isEqualTo(512);
        assertThat(root(1_024_000)).isEqualTo(1024);
        assertThat(root(3_072_000)).isEqualTo(2048);
        assertThat(root(5_000_000)).isEqualTo(2560);
        assertThat(root(512L * 512)).isEqualTo(512);
        assertThat(root(513L * 513 - 1)).isEqualTo(512);
        assertThat(root(513L * 513)).isEqualTo(1024);
        assertThat(root(Long.MAX_VALUE)).isEqualTo(BlockLength.NO_MAX);
        assertThat(BlockLength.SQUARE_ROOT.forFile(5_000_000, 2048)).isEqualTo(2048);
    }

    @Property(tries = 300, seed = "1")
    void squareRootIsTheLeastMultipleThatReachesTheRoot(@ForAll @LongRange(min = 1, max = 1L << 50) long size) {
        long length = root(size);
        assertThat(length % 512).isZero();
        long floorOfRoot = java.math.BigInteger.valueOf(size).sqrt().longValueExact();
        assertThat(length).isGreaterThanOrEqualTo(floorOfRoot);
        assertThat(length - 512).isLessThan(floorOfRoot);
    }

    @Example
    void nonsenseIsRefused() {
        for (ThrowingCallable call : new ThrowingCallable[] {() -> root(-1), () -> BlockLength.STEPPED.forFile(1, 0)}) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static int stepped(long size) {
        return BlockLength.STEPPED.forFile(size, BlockLength.DEFAULT_MAX);
    }

    private static int root(long size) {
        return BlockLength.SQUARE_ROOT.forFile(size, BlockLength.NO_MAX);
    }
}
