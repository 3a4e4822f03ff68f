package org.bactrian.seal;

import java.util.function.Supplier;
import org.bactrian.testkit.NeedsPeer;

/** The same with ISA-L for certain. */
@NeedsPeer("igzip")
class IsalInflateIT extends ParallelInflateTest {
    @Override
    Supplier<PieceInflater> inflaters() {
        return IsalInflater::ofThread;
    }
}
