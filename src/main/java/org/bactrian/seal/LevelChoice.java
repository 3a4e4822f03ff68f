package org.bactrian.seal;

import java.util.concurrent.CompletableFuture;

/**
 * Chooses the level of one block after the other of one stream. What it chooses depends on the data and the system's library, not on
 * threads: a trial is asked for its result at a fixed block after it. Used by one thread.
 */
final class LevelChoice {
    /** Blocks of which one is tried. */
    static final int GROUP = 32;
    /** In each group the block that is tried. A stream that ends before it never loads the library, which takes longer than the stream. */
    private static final int TRIED = 8;
    /** In each group the first block that has what came of the trial; it should be done by then. */
    private static final int DECIDED = 16;

    private final int[] levels;
    private final boolean mayBeQuick;
    private final boolean onlyWhereClose;
    private CompletableFuture<Boolean> trial;
    private boolean quick;
    private long next;

    /**
     * @param levels         of the blocks in turn, while they are not quick
     * @param mayBeQuick     whether blocks have {@link DeflateLevels#QUICK} instead, if the system has it
     * @param onlyWhereClose after a trial only
     */
    LevelChoice(int[] levels, boolean mayBeQuick, boolean onlyWhereClose) {
        this.levels = levels;
        this.mayBeQuick = mayBeQuick;
        this.onlyWhereClose = onlyWhereClose;
    }

    /** The level of the next block. Waits for a trial that is not done yet. */
    int level() {
        long block = next++;
        if (mayBeQuick && block % GROUP == (onlyWhereClose ? DECIDED : TRIED)) {
            quick = onlyWhereClose ? trial != null && trial.exceptionally(failure -> false).join() : DeflateLevels.hasFast();
        }
        return quick && !isTrial(block) ? DeflateLevels.QUICK : levels[(int) (block % levels.length)];
    }

    /** Whether the block last asked for is to be tried at {@link DeflateLevels#QUICK} as well. */
    boolean isTrial() {
        return isTrial(next - 1);
    }

    private boolean isTrial(long block) {
        return mayBeQuick && onlyWhereClose && block % GROUP == TRIED && DeflateLevels.hasFast();
    }

    /** @param close is done when that block is: whether the trial made hardly more of it */
    void tried(CompletableFuture<Boolean> close) {
        trial = close;
    }
}
