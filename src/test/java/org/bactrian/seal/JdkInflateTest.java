package org.bactrian.seal;

import java.util.function.Supplier;

/** The same without ISA-L. */
class JdkInflateTest extends ParallelInflateTest {
    @Override
    Supplier<PieceInflater> inflaters() {
        return JdkInflater::new;
    }
}
