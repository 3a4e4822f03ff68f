package org.bactrian.swift.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftUrl;
import org.bactrian.swift.check.CheckResult.Outcome;

/**
 * Tries on a real target everything that backups rely on, and says of each whether it is ok, missing or wrong. Uses a
 * folder of its own below the target and cleans up after itself; a container that it had to make is removed again.
 */
public final class TargetValidation {
    /** One thing to try; what it returns is shown as detail. */
    @FunctionalInterface
    interface Check {
        String run(Probe probe) throws Exception;
    }

    private static final int DETAIL_LIMIT = 200;

    private final SwiftAccount account;
    private final SwiftUrl url;
    private final String run;
    private final int speedBytes;

    /**
     * @param account    whose container it is
     * @param url        the target
     * @param run        makes this run's folder unlike others': letters and digits
     * @param speedBytes the size of the object that measures speed; it is held in memory
     */
    public TargetValidation(SwiftAccount account, SwiftUrl url, String run, int speedBytes) {
        this.account = account;
        this.url = url;
        this.run = run;
        this.speedBytes = speedBytes;
    }

    /**
     * Runs all checks; a login or container that fails ends it, the rest goes on after a failure.
     *
     * @param listener gets each result as it comes
     * @return all results, in order
     */
    public List<CheckResult> run(Consumer<CheckResult> listener) {
        SwiftClient client = new SwiftClient(account);
        Probe probe = new Probe(client, url.container(), url.prefix() + "bactrian-check-" + run + "/");
        List<CheckResult> results = new ArrayList<>();
        boolean[] made = new boolean[1];
        Map<String, Check> first = new LinkedHashMap<>();
        first.put("log in", p -> account.storage().toString());
        first.put("find or make the container", p -> {
            made[0] = client.headContainer(url.container()).isEmpty();
            if (made[0]) {
                client.createContainer(url.container(), Map.of());
            }
            return made[0] ? "made" : "is there";
        });
        if (!runAll(first, probe, results, listener)) {
            return results;
        }
        try {
            runAll(ObjectChecks.all(), probe, results, listener);
            runAll(NameChecks.all(), probe, results, listener);
            runAll(ListingChecks.all(), probe, results, listener);
            runAll(LargeObjectChecks.all(account), probe, results, listener);
            runAll(SessionChecks.all(speedBytes), probe, results, listener);
        } finally {
            runAll(Map.of("clean up", p -> cleanUp(p, made[0])), probe, results, listener);
        }
        return results;
    }

    /** Whether nothing was wrong. */
    public static boolean isSound(List<CheckResult> results) {
        return results.stream().noneMatch(r -> r.outcome() == Outcome.WRONG);
    }

    private static boolean runAll(Map<String, Check> checks, Probe probe, List<CheckResult> results, Consumer<CheckResult> listener) {
        boolean sound = true;
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            CheckResult result = runOne(check.getKey(), check.getValue(), probe);
            results.add(result);
            listener.accept(result);
            sound &= result.outcome() != Outcome.WRONG;
        }
        return sound;
    }

    private static CheckResult runOne(String name, Check check, Probe probe) {
        long begun = System.nanoTime();
        Outcome outcome = Outcome.OK;
        String detail;
        try {
            detail = check.run(probe);
        } catch (Missing e) {
            outcome = Outcome.MISSING;
            detail = e.getMessage();
        } catch (Exception | AssertionError e) { // whatever it is, the other checks still tell something
            outcome = Outcome.WRONG;
            detail = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return new CheckResult(name, outcome, shorten(detail), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static String shorten(String detail) {
        String line = detail.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > DETAIL_LIMIT ? line.substring(0, DETAIL_LIMIT) + "…" : line;
    }

    private static String cleanUp(Probe probe, boolean containerToo) {
        SwiftClient client = probe.client();
        List<ObjectInfo> left = client.list(probe.container(), Map.of("prefix", probe.name("")));
        left.forEach(object -> client.delete(probe.container(), object.name()));
        if (containerToo) {
            client.deleteContainer(probe.container());
            String segments = probe.container() + "_segments";
            if (client.headContainer(segments).isPresent() && client.list(segments, Map.of("limit", "1")).isEmpty()) {
                client.deleteContainer(segments);
            }
        }
        return left.size() + " objects" + (containerToo ? " and the container" : "");
    }
}
