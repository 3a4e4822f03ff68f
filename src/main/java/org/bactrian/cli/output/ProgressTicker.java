package org.bactrian.cli.output;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.ProgressSource;
import org.bactrian.log.RunLog;

/**
 * Says every few seconds how far the run is, from when it is given a source until it is closed. Thread-safe; its own thread is
 * a daemon.
 */
public final class ProgressTicker implements Consumer<ProgressSource>, AutoCloseable {
    /** How much the newest speed counts against the mean of those before. */
    private static final double WEIGHT = 0.3;

    private final RunLog log;
    private final int rateSeconds;
    private final Clock clock;
    private ScheduledExecutorService timer;
    private ProgressSource source;
    private long startMillis;
    private long lastMillis;
    private long lastBytes;
    private long movedMillis;
    private double speed;

    /**
     * @param log         takes the lines, at notice
     * @param rateSeconds between two lines; 0 for none until {@link #state} asks
     * @param clock       for speeds
     */
    public ProgressTicker(RunLog log, int rateSeconds, Clock clock) {
        this.log = log;
        this.rateSeconds = rateSeconds;
        this.clock = clock;
    }

    /** Starts, or goes on with another source. */
    @Override
    public synchronized void accept(ProgressSource next) {
        source = next;
        startMillis = clock.millis();
        lastMillis = startMillis;
        movedMillis = startMillis;
        lastBytes = next.bytes();
        speed = 0;
        if (timer == null && rateSeconds > 0) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "progress");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleAtFixedRate(this::tick, rateSeconds, rateSeconds, TimeUnit.SECONDS);
        }
    }

    /** Says one line now; nothing without a source. Called by the timer. */
    synchronized void tick() {
        if (source != null) {
            ProgressText text = now(false);
            log.say(Level.NOTICE, Code.UPLOAD_PROGRESS, text.record(), text.line());
        }
    }

    /** Says the last line, at 100 %, if lines were wanted. To be called after a run that went well, before {@link #close}. */
    public synchronized void done() {
        if (source != null && rateSeconds > 0) {
            ProgressText text = now(true);
            log.say(Level.NOTICE, Code.UPLOAD_PROGRESS, text.record(), text.line());
        }
    }

    /** Says how far it is, whatever the verbosity: somebody has asked. */
    public synchronized void state() {
        if (source == null) {
            log.result(Level.NOTICE, Code.GENERIC, "", "Working; nothing is counted yet.");
        } else {
            ProgressText text = now(false);
            log.result(Level.NOTICE, Code.UPLOAD_PROGRESS, text.record(), text.line());
        }
    }

    private ProgressText now(boolean done) {
        long now = clock.millis();
        long bytes = source.bytes();
        measure(now, bytes);
        boolean stalled = now - movedMillis > 1000L * Math.max(5, 2 * rateSeconds);
        return new ProgressText(bytes, source.files(), source.volumes(), source.expectedBytes(),
                (now - startMillis) / 1000, speed, stalled, done);
    }

    private void measure(long now, long bytes) {
        if (bytes != lastBytes) {
            movedMillis = now;
        }
        if (now > lastMillis) {
            double latest = 1000.0 * (bytes - lastBytes) / (now - lastMillis);
            speed = speed == 0 ? latest : (1 - WEIGHT) * speed + WEIGHT * latest;
            lastMillis = now;
            lastBytes = bytes;
        }
    }

    @Override
    public synchronized void close() {
        source = null;
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }
}
