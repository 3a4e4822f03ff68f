package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.source.Selector.Choice;
import org.junit.jupiter.api.Test;

/**
 * 100 rules over 100 000 paths take a second or two of processor time. The bound is far above that: it is to find an algorithm that
 * has become another one, not a slow machine.
 */
class SelectionSpeedTest {
    private static final int PATHS = 100_000;
    private static final long TEN_SECONDS = 10_000_000_000L;

    @Test
    void isFast() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            rules.add(Rule.exclude("/home/user/folder" + i + "/cache"));
            rules.add(Rule.exclude("**/.cache" + i));
            rules.add(Rule.exclude("**.o" + i));
            rules.add(Rule.include("/home/*/doc[0-9]*/**.tex" + i));
        }
        rules.add(Rule.exclude("/home/user/none"));
        Selection selection = new SelectionRules(rules, false, KernelFileSystems.NONE)
                .compile("/home/user".getBytes(StandardCharsets.UTF_8), line -> { });
        FakeCandidate[] candidates = new FakeCandidate[PATHS];
        for (int i = 0; i < PATHS; i++) {
            candidates[i] = FakeCandidate.of("/home/user", "/home/user/project" + i % 97 + "/src/main/some/package/File" + i + ".java");
        }
        long used = Math.min(time(selection, candidates), time(selection, candidates));
        System.getLogger("speed").log(System.Logger.Level.INFO, "selection: {0} ms", used / 1_000_000);
        assertThat(used).isLessThan(TEN_SECONDS);
    }

    private static long time(Selection selection, FakeCandidate[] candidates) {
        int taken = 0;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (FakeCandidate candidate : candidates) {
            taken += selection.choose(candidate) == Choice.INCLUDE ? 1 : 0;
        }
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertThat(taken).isEqualTo(PATHS);
        return used;
    }
}
