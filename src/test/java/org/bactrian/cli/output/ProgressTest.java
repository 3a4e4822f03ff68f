package org.bactrian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.ProgressSource;
import org.bactrian.log.RunLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spec 12.4; the first expectations are lines and records the real duplicity wrote. */
class ProgressTest {
    @Test
    void duplicitysLineAndRecord() {
        ProgressText text = new ProgressText(10_444_592, 1, 2, -1, 200_000_000, 2, 3_100_978, 0, false, false);
        assertThat(text.line()).startsWith("10.0MB 00:00:02 [3.0MB/s] [==>                                      ] 5% ETA ")
                .endsWith(", 1 file, volume 2");
        assertThat(text.record()).isEqualTo("10444592 2 5 61 3100978 0");
    }

    @Test
    void neverAHundredBeforeTheEnd() {
        assertThat(new ProgressText(300, 2, 1, 1, 200, 5, 10, 0, false, false).percent()).isEqualTo(99);
        assertThat(new ProgressText(150, 2, 1, -1, 200, 5, 10, 0, false, true).line()).contains(">] 100% ETA 0sec, 2 files");
    }

    @Test
    void withoutAnExpectationThereIsNoBar() {
        assertThat(new ProgressText(2048, 3, 0, -1, -1, 3661, 1024, 0, false, false).line())
                .isEqualTo("2.0KB 01:01:01 [1.0KB/s], 3 files, volume 1");
        assertThat(new ProgressText(2048, 3, 0, -1, -1, 1, 0, 0, true, false).line()).contains(" Stalled!,");
    }

    @ParameterizedTest
    @CsvSource({"15,15sec", "16,< 30sec", "31,< 45sec", "46,< 60sec", "60,1min 0sec", "215,3min 30sec", "7500,2h 5min"})
    void remaining(long seconds, String words) {
        assertThat(new ProgressText(0, 0, 1, -1, seconds * 100, 1, 100, 0, false, false).line()).contains("ETA " + words + ",");
    }

    @Test
    void tellsSpeedAndStandstill() {
        MovingClock clock = new MovingClock();
        List<String> said = new ArrayList<>();
        RunOutput output = new Recorder((level, code, extra, text) -> {
            assertThat(code).isEqualTo(Code.UPLOAD_PROGRESS);
            assertThat(level).isEqualTo(Level.NOTICE);
            said.add(extra);
        });
        long[] bytes = {0};
        try (ProgressTicker ticker = new ProgressTicker(output, "full", 1000, clock)) {
            ticker.tick();
            ticker.accept(source(bytes));
            bytes[0] = 1000;
            clock.move(1);
            ticker.tick();
            bytes[0] = 2000;
            clock.move(2);
            ticker.tick();
            clock.move(2001);
            ticker.tick();
            ticker.done();
        }
        assertThat(said.get(0)).isEqualTo("1000 1 10 9 1000 0");
        assertThat(said.get(1)).isEqualTo("2000 3 20 9 850 0");
        assertThat(said.get(2)).isEqualTo("2000 2004 20 13 595 1");
        assertThat(said.get(3)).startsWith("2000 2004 100 0 ");
    }

    @Test
    void theTimerTicks() throws InterruptedException {
        List<String> said = new ArrayList<>();
        try (ProgressTicker ticker = new ProgressTicker(new Recorder((level, code, extra, text) -> {
            synchronized (said) {
                said.add(text);
                said.notifyAll();
            }
        }), "full", 1, Clock.systemUTC())) {
            ticker.accept(source(new long[] {5}));
            synchronized (said) {
                if (said.isEmpty()) {
                    said.wait(20_000);
                }
                assertThat(said).isNotEmpty();
            }
        }
    }

    @Test
    void aSlowStoreIsNoStandstill() {
        MovingClock clock = new MovingClock();
        List<String> said = new ArrayList<>();
        long[] sent = {0};
        try (ProgressTicker ticker = new ProgressTicker(new Recorder((level, code, extra, text) -> said.add(extra)), "full", 1000, clock)) {
            ticker.accept(source(new long[] {5}, sent));
            clock.move(3000);
            sent[0] = 1;
            ticker.tick();
            clock.move(3000);
            ticker.tick();
        }
        assertThat(said.get(0)).endsWith(" 0");
        assertThat(said.get(1)).endsWith(" 1");
    }

    @Test
    void whatWaitsForTheStoreTakesItsTimeToo() {
        MovingClock clock = new MovingClock();
        List<String> said = new ArrayList<>();
        long[] sent = {0};
        long[] waiting = {700};
        try (ProgressTicker ticker = new ProgressTicker(new Recorder((level, code, extra, text) -> said.add(text)), "full", 1000, clock)) {
            ticker.accept(source(new long[] {10_000}, sent, waiting));
            clock.move(1);
            ticker.tick();
            sent[0] = 100;
            waiting[0] = 600;
            clock.move(1);
            ticker.tick();
            waiting[0] = 0;
            ticker.tick();
        }
        assertThat(said.get(0)).contains("99% ETA unknown,");
        assertThat(said.get(1)).contains("99% ETA 6sec,");
        assertThat(said.get(2)).contains("99% ETA 0sec,");
    }

    @Test
    void fitsTheTerminal() {
        ProgressText text = new ProgressText(150_000_000, 1234, 2, 4, 300_000_000, 5, 30_000_000, 0, false, false);
        assertThat(text.line(200)).isEqualTo(text.line()).contains("=".repeat(20) + ">" + " ".repeat(20) + "] 50%");
        assertThat(text.line(90)).hasSize(90).endsWith("50% ETA 5sec, 1234 files, volume 2 of 4");
        assertThat(text.line(30)).hasSize(30);
    }

    @Test
    void theStateSaysWhatIsDoneSinceWhen() {
        List<String> said = new ArrayList<>();
        try (ProgressTicker ticker = new ProgressTicker(new Recorder((level, code, extra, text) -> said.add(text)), "full", 0,
                new MovingClock())) {
            ticker.state();
            ticker.accept(source(new long[] {5000}));
            ticker.state();
        }
        assertThat(said.get(0)).isEqualTo("full since 1970-01-01 00:00:00: nothing is counted yet");
        assertThat(said.get(1)).startsWith("full since 1970-01-01 00:00:00, reading a/b: 4.9KB 00:00:00 [0.0KB/s] [====").endsWith("] 50%"
                + " ETA unknown, 1 file, volume 1");
    }

    /** Hands on what it is told to. */
    private record Recorder(RunLog log) implements RunOutput {
        @Override
        public void say(Level level, Code code, String extra, String text) {
            log.say(level, code, extra, text);
        }

        @Override
        public void failed(BactrianException failure, int exitCode) {
            throw new AssertionError(failure);
        }

        @Override
        public void finished(Summary summary) {
            throw new AssertionError(summary);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static ProgressSource source(long[] bytes) {
        return source(bytes, new long[1]);
    }

    private static ProgressSource source(long[] bytes, long[] sent) {
        return source(bytes, sent, new long[1]);
    }

    private static ProgressSource source(long[] bytes, long[] sent, long[] waiting) {
        return new ProgressSource() {
            @Override
            public long waiting() {
                return waiting[0];
            }

            @Override
            public String doing() {
                return "reading a/b";
            }

            @Override
            public long transferred() {
                return sent[0];
            }

            @Override
            public long bytes() {
                return bytes[0];
            }

            @Override
            public long files() {
                return 1;
            }

            @Override
            public int volumes() {
                return 1;
            }

            @Override
            public long expectedBytes() {
                return 10_000;
            }
        };
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.EPOCH;

        void move(long seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
