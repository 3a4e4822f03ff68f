package org.bactrian.cli.output;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bactrian.log.ProgressSource;

/**
 * Says every few seconds how far the run is, from when it is given a source until it is closed. Thread-safe; its own thread is
 * a daemon.
 */
public final class ProgressTicker implements Consumer<ProgressSource>, AutoCloseable {
    /** How much the newest speed counts against the mean of those before. */
    private static final double WEIGHT = 0.3;

    private final RunOutput output;
    private final String command;
    private final ZonedDateTime since;
    private final int rateSeconds;
    private final Clock clock;
    private ScheduledExecutorService timer;
    private ProgressSource source;
    private long startMillis;
    private long lastMillis;
    private long lastBytes;
    private long lastMoved;
    private long movedMillis;
    private double speed;
    private long lastSent;
    private double sendingSpeed;

    /**
     * @param output      takes the lines
     * @param command     whose progress it is
     * @param rateSeconds between two lines; 0 for none until {@link #state} asks
     * @param clock       for speeds; its zone is the user's
     */
    public ProgressTicker(RunOutput output, String command, int rateSeconds, Clock clock) {
        this.output = output;
        this.command = command;
        this.since = ZonedDateTime.now(clock);
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
        lastSent = next.transferred();
        lastMoved = lastBytes + lastSent;
        speed = 0;
        sendingSpeed = 0;
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
            output.progress(now(false));
        }
    }

    /** Says the last line, at 100 %, if lines were wanted. To be called after a run that went well, before {@link #close}. */
    public synchronized void done() {
        if (source != null && rateSeconds > 0) {
            output.progress(now(true));
        }
    }

    /** Says what the run is at, whatever the verbosity: somebody has asked. */
    public synchronized void state() {
        output.state(new RunState(command, since, source == null ? "" : source.doing(), source == null ? null : now(false)));
    }

    private ProgressText now(boolean done) {
        long now = clock.millis();
        long bytes = source.bytes();
        measure(now, bytes, source.transferred());
        boolean stalled = now - movedMillis > 1000L * Math.max(5, 2 * rateSeconds);
        return new ProgressText(bytes, source.files(), source.volumes(), source.expectedVolumes(), source.expectedBytes(),
                (now - startMillis) / 1000, speed, sending(source.waiting()), stalled, done);
    }

    /** Seconds that so many bytes take to the store; negative if that cannot be said. */
    private double sending(long waiting) {
        return waiting == 0 ? 0 : sendingSpeed < 1 ? -1 : waiting / sendingSpeed;
    }

    private void measure(long now, long bytes, long sent) {
        long moved = bytes + sent;
        if (moved != lastMoved) {
            movedMillis = now;
            lastMoved = moved;
        }
        if (now > lastMillis) {
            speed = mean(speed, bytes - lastBytes, now - lastMillis);
            sendingSpeed = mean(sendingSpeed, sent - lastSent, now - lastMillis);
            lastMillis = now;
            lastBytes = bytes;
            lastSent = sent;
        }
    }

    private static double mean(double before, long bytes, long millis) {
        double latest = 1000.0 * bytes / millis;
        return before == 0 ? latest : (1 - WEIGHT) * before + WEIGHT * latest;
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
