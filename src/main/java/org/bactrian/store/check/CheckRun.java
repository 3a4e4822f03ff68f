package org.bactrian.store.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.store.check.CheckResult.Outcome;

/** Runs checks one after the other and tells what came of each. Whatever a check throws, the next one is tried. One thread. */
public final class CheckRun {
    /** One thing to try. */
    @FunctionalInterface
    public interface Check {
        /**
         * Tries it.
         *
         * @return a figure to show; may be empty
         * @throws Missing   if the store cannot do it and need not
         * @throws Exception or an AssertionError, whose message says what is wrong
         */
        String run() throws Exception;
    }

    /** The size of the object that measures a store's speed; held in memory. */
    public static final int SPEED_BYTES = 16 << 20;

    private static final int DETAIL_LIMIT = 200;
    private static final int RADIX = 36;

    private final Consumer<CheckResult> listener;
    private final List<CheckResult> results = new ArrayList<>();

    /** @param listener gets each result as it comes; what it throws ends the run */
    public CheckRun(Consumer<CheckResult> listener) {
        this.listener = listener;
    }

    /** A word that makes the names of one run unlike those of others: letters and digits. @param millis when it began */
    public static String word(long millis) {
        return Long.toString(millis, RADIX);
    }

    /** Tries one thing. @return whether it was not wrong */
    public boolean check(String name, Check check) {
        long begun = System.nanoTime();
        Outcome outcome = Outcome.OK;
        String detail;
        try {
            detail = check.run();
        } catch (Missing e) {
            outcome = Outcome.MISSING;
            detail = e.getMessage();
        } catch (Exception | AssertionError e) { // whatever it is, the other checks still tell something
            outcome = Outcome.WRONG;
            detail = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        CheckResult result = new CheckResult(name, outcome, shorten(detail), Duration.ofNanos(System.nanoTime() - begun));
        results.add(result);
        listener.accept(result);
        return outcome != Outcome.WRONG;
    }

    /** All results so far, in order. */
    public List<CheckResult> results() {
        return List.copyOf(results);
    }

    private static String shorten(String detail) {
        String line = detail.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > DETAIL_LIMIT ? line.substring(0, DETAIL_LIMIT) + "…" : line;
    }
}
