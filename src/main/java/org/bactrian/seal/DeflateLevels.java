package org.bactrian.seal;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Which level the blocks of a {@link ParallelDeflate} stream have. Levels are zlib's, 0 (stored) to 9 (smallest), and {@link #FAST}.
 * Where no level was asked for, the system's faster deflate takes the place of the usual levels as far as sizes allow.
 * Immutable.
 */
public final class DeflateLevels {
    /**
     * The level, beyond those of zlib, that means ISA-L where the system has it ({@link #hasFast}), else zlib's 1: a fifth of the time
     * and what the lowest levels make.
     */
    public static final int FAST = 10;
    /** ISA-L at its most thorough: about what zlib's 3 makes, in a quarter of the time. Only if the system {@linkplain #hasFast has it}. */
    static final int QUICK = FAST + 1;

    /** When the faster one is taken instead of the levels. */
    private enum Instead {
        NEVER, WHERE_CLOSE, ALWAYS
    }

    private final int[] levels;
    private final Instead instead;

    private DeflateLevels(Instead instead, int... levels) {
        for (int level : levels) {
            if (level < 0 || level > QUICK) {
                throw new IllegalArgumentException("compression level " + level);
            }
        }
        this.levels = levels.clone();
        this.instead = instead;
    }

    /** Whether {@link #FAST} is more than zlib's level 1 here: the system has ISA-L's library, and it works. The first call loads it. */
    public static boolean hasFast() {
        return IsalDeflater.isThere();
    }

    /** These and no others; of several the blocks have one after the other, over and over, which gives what lies between two levels. */
    public static DeflateLevels of(int... levels) {
        return new DeflateLevels(Instead.NEVER, levels);
    }

    /** These where the system has nothing faster. */
    public static DeflateLevels quickElse(int... levels) {
        return new DeflateLevels(Instead.ALWAYS, levels);
    }

    /**
     * These, except where what the system has makes hardly more of the data: of a database it does, of program text not. A block in
     * every {@value LevelChoice#GROUP} is deflated in both ways to see it.
     */
    public static DeflateLevels quickWhereClose(int... levels) {
        return new DeflateLevels(Instead.WHERE_CLOSE, levels);
    }

    /** For the blocks of one stream. */
    LevelChoice choice() {
        return new LevelChoice(levels, instead != Instead.NEVER, instead == Instead.WHERE_CLOSE);
    }

    @Override
    public String toString() {
        return Arrays.stream(levels).mapToObj(Integer::toString).collect(Collectors.joining("/"));
    }
}
