package org.bactrian.swift.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bactrian.store.check.CheckResult;
import org.bactrian.store.check.CheckResult.Outcome;
import org.bactrian.store.check.CheckRun;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftUrl;

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
        CheckRun checks = new CheckRun(listener);
        Set<String> made = new HashSet<>();
        Map<String, Check> first = new LinkedHashMap<>();
        first.put("log in", p -> account.storage().toString());
        first.put("find or make the container", p -> {
            for (String container : List.of(p.container(), p.segmentContainer())) {
                if (client.headContainer(container).isEmpty()) {
                    made.add(container);
                }
            }
            if (made.contains(p.container())) {
                client.createContainer(p.container(), Map.of());
                return "made";
            }
            return "is there";
        });
        if (!runAll(first, probe, checks)) {
            return checks.results();
        }
        try {
            runAll(ObjectChecks.all(), probe, checks);
            runAll(NameChecks.all(), probe, checks);
            runAll(ListingChecks.all(), probe, checks);
            runAll(LargeObjectChecks.all(account), probe, checks);
            runAll(SessionChecks.all(speedBytes), probe, checks);
        } finally {
            runAll(Map.of("clean up", p -> cleanUp(p, made)), probe, checks);
        }
        return checks.results();
    }

    /** Whether nothing was wrong. */
    public static boolean isSound(List<CheckResult> results) {
        return results.stream().noneMatch(r -> r.outcome() == Outcome.WRONG);
    }

    private static boolean runAll(Map<String, Check> checks, Probe probe, CheckRun run) {
        boolean sound = true;
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            sound &= run.check(check.getKey(), () -> check.getValue().run(probe));
        }
        return sound;
    }

    /** @param made containers that were not there before, whether or not they are now */
    private static String cleanUp(Probe probe, Set<String> made) {
        SwiftClient client = probe.client();
        int objects = 0;
        int containers = 0;
        for (String container : List.of(probe.container(), probe.segmentContainer())) {
            if (client.headContainer(container).isPresent()) {
                List<ObjectInfo> left = client.list(container, Map.of("prefix", probe.name("")));
                client.deleteAll(container, left.stream().map(ObjectInfo::name).toList()); // segments have containers of their own
                objects += left.size();
                boolean empty = client.list(container, Map.of("limit", "1")).isEmpty();
                containers += made.contains(container) && empty && client.deleteContainer(container) ? 1 : 0;
            }
        }
        return objects + " objects" + (containers == 0 ? "" : " and " + containers + " containers");
    }
}
