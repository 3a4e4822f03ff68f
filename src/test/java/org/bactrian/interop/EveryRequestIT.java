package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.bactrian.error.ErrorKind;
import org.bactrian.route.RunProperties;
import org.bactrian.swift.Cluster;
import org.bactrian.swift.FaultProxy;
import org.bactrian.swift.FaultProxy.Fault;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.Tally;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault at each request of a full backup, and faults at requests of an increment and a restore, on the real Swift. What may
 * pass is overcome, what stays ends the run, and whatever happened: a backup that was reported complete restores as it was made.
 * Of the increment and the restore the build takes a sample; with {@code -Dfaults=17} each request meets
 * all of them, with a smaller number so many; {@code -Dfaults.of=backup} leaves the restore's requests out.
 */
@NeedsPeer(NeedsPeer.OPENSTACK)
class EveryRequestIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final String CONTAINER = "every-request-it";
    private static final String ACCOUNT = "environment";
    private static final int EACH = Integer.getInteger("faults", 1);
    private static final boolean BACKUPS_ONLY = "backup".equals(System.getProperty("faults.of"));
    private static final String NEVER = "1000000000";
    private static final int SILENCE_SECONDS = 3;

    @TempDir
    static Path temp;
    private static Path first;
    private static Path second;
    private static FaultProxy proxy;
    private static Program program;
    private static int cases;
    private static int requestsOfBackups;

    private final List<String> problems = new ArrayList<>();
    private final Map<Fault, Integer> overcome = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> refused = new EnumMap<>(Fault.class);

    @BeforeAll
    static void start() throws IOException {
        first = tree("first", 1);
        second = tree("second", 2);
        URI swift = URI.create(Cluster.environment("v1").get("SWIFT_AUTHURL")).resolve("/");
        proxy = new FaultProxy(URI.create(swift.toString().replaceAll("/$", "")), SILENCE_SECONDS * 1000L + 500);
        // the proxy's own server may end an idle connection just when a request is on its way: that is one fault more
        program = Program.start(Map.of(ACCOUNT, account(Map.of())), Map.of(RunProperties.RETRIES, "3"));
        removeContainers();
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
            proxy.close();
            removeContainers();
        }
    }

    private static void removeContainers() {
        SwiftClient client = Cluster.client("v1");
        client.listContainers(Map.of("prefix", CONTAINER)).forEach(container -> Cluster.remove(client, container.name()));
    }

    /** One file that both trees have, one that only this one has; a piece of a file is a volume. */
    private static Path tree(String name, int seed) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        write(folder.resolve("same"), 0, 50_000);
        write(folder.resolve("other"), seed, 100_000);
        return folder;
    }

    /** A machine that knows nothing of a file but the chain's signatures finds a change by its time. */
    private static void write(Path file, int seed, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        Files.write(file, noise);
        Files.setLastModifiedTime(file, FileTime.from(TIME_0.minusSeconds(60 - seed)));
    }

    private static SwiftAccount account(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Cluster.environment("v1"));
        environment.put("SWIFT_AUTHURL", proxy.address() + "/auth/v1.0");
        environment.put("SWIFT_TIMEOUT", Integer.toString(SILENCE_SECONDS));
        environment.putAll(more);
        return SwiftAccount.of(new CredentialSource(environment, null).load());
    }

    /** @param segment bytes above which an object is stored in segments; @param stride which requests the sample takes */
    @ParameterizedTest(name = "segments of {0}")
    @CsvSource({NEVER + ", 6", "30000, 16"})
    void nothingIsReportedCompleteThatIsNot(String segment, int stride) throws IOException {
        Map<String, String> settings = Map.of("SWIFT_SEGMENT_SIZE", segment);
        List<String> requests = new Case(settings, null, null).run();
        assertThat(problems).isEmpty();
        assertThat(requests).hasSizeGreaterThan(25).doesNotHaveDuplicates();
        int before = cases;
        int kind = 0;
        int end = BACKUPS_ONLY ? requestsOfBackups : requests.size();
        for (int i = 0; i < end; i += EACH > 1 ? 1 : stride) {
            for (int n = 0; n < EACH; n++) {
                new Case(settings, requests.get(i), Fault.values()[kind++ % Fault.values().length]).run();
            }
        }
        assertThat(problems).isEmpty();
        Tally.add("fault cases at %d requests to Swift: %d of %d, 0 losses; overcome %s, ended the run %s".formatted(end, cases - before,
                end * Fault.values().length, overcome, refused));
    }

    /** All of them, at all requests of one backup: what is reported complete restores, what was refused is made whole by the next run. */
    @Test
    void eachFaultAtEachRequestOfABackup() throws IOException {
        List<String> requests = new Case(Map.of(), null, null).backup();
        assertThat(problems).isEmpty();
        assertThat(requests).hasSizeGreaterThan(12).doesNotHaveDuplicates();
        int before = cases;
        for (String request : requests) {
            for (Fault fault : Fault.values()) {
                new Case(Map.of(), request, fault).backup();
            }
        }
        assertThat(problems).isEmpty();
        Tally.add("fault cases at %d requests of a backup to Swift: all %d, 0 losses; overcome %s, ended the run %s".formatted(
                requests.size(), cases - before, overcome, refused));
    }

    /** A backup, an increment by a machine that knows nothing yet, a restore by another; with one fault somewhere. */
    private final class Case {
        private final String place = "case-" + cases++;
        private final Path folder = temp.resolve(place);
        private final Map<String, String> settings;
        private final String request;
        private final Fault fault;

        Case(Map<String, String> settings, String request, Fault fault) {
            this.settings = settings;
            this.request = request;
            this.fault = fault;
        }

        /** @return the names of the requests it took */
        List<String> run() throws IOException {
            program.context().getRegistry().bind(ACCOUNT, account(settings));
            proxy.begin(CONTAINER + "-" + place, request, fault);
            step("full", at("a").time(TIME_0), backups -> backups.backup(first));
            step("increment", at("b").time(TIME_1), backups -> backups.backup(second));
            if (request == null) {
                requestsOfBackups = proxy.requests().size();
            }
            step("restore", at("c"), backups -> backups.restore(folder.resolve("restored")));
            if (request != null && !proxy.isApplied()) {
                problems.add(this + ": the request never came");
            }
            List<String> requests = proxy.requests();
            expect(first, at("d").time(TIME_1.minusSeconds(1)), "earlier"); // a set that is made again is a second younger
            expect(second, at("d"), "later");
            Path restored = folder.resolve("restored");
            String difference = !Files.exists(restored) ? "nothing"
                    : String.join("\n", TreeListing.of(restored).differencesFrom(TreeListing.of(second)));
            if (!difference.isEmpty()) {
                problems.add(this + ": restored through the fault\n" + difference);
            }
            return requests;
        }

        /** Only a full, and a look at what it left. @return the names of the requests it took */
        List<String> backup() throws IOException {
            program.context().getRegistry().bind(ACCOUNT, account(settings));
            proxy.begin(CONTAINER + "-" + place, request, fault);
            step("full", at("a").time(TIME_0), backups -> backups.backup(first));
            if (request != null && !proxy.isApplied()) {
                problems.add(this + ": the request never came");
            }
            List<String> requests = proxy.requests();
            proxy.begin(CONTAINER + "-" + place, null, null);
            expect(first, at("b"), "restored");
            return requests;
        }

        private Backups at(String archive) {
            return program.at("swift://" + CONTAINER + "-" + place + "/some", folder.resolve(archive)).volumes(1).allowSourceMismatch();
        }

        /** A step that fails is run once more, then without a fault; a restore over what the first one has left is asked for. */
        private void step(String name, Backups backups, Function<Backups, Program.Result> work) {
            boolean applied = proxy.isApplied();
            Program.Result result = work.apply(backups);
            if (result.exitCode() == 0) {
                if (!applied && proxy.isApplied()) {
                    overcome.merge(fault, 1, Integer::sum);
                }
                return;
            }
            if (applied || !proxy.isApplied()) {
                problems.add(this + ": the " + name + " failed without a fault: " + result.text());
            } else if (!mayEnd()) {
                problems.add(this + ": the " + name + " did not overcome it: " + result.text());
            } else if (result.failure() == null || result.failure().kind() == ErrorKind.UNEXPECTED) {
                problems.add(this + ": not an error of ours: " + result.text());
            }
            if (fault != null) {
                refused.merge(fault, 1, Integer::sum);
            }
            Program.Result again = work.apply(name.equals("restore") ? backups.force() : backups);
            if (again.exitCode() != 0) {
                problems.add(this + ": the " + name + " cannot be repeated: " + again.text());
            }
        }

        /** A list of segments that a flipped bit has made nonsense is answered 400, which is never tried again. */
        private boolean mayEnd() {
            boolean segmentList = fault == Fault.FLIPPED_UP && request.contains("difftar") && !request.contains("/slo/");
            boolean refusedLogin = fault == Fault.UNAUTHORIZED && request.contains("/auth/"); // no password is tried twice
            return fault.isFinal() || refusedLogin || fault == Fault.FLIPPED_DOWN || fault == Fault.CLAIMED
                    || segmentList && settings.containsKey("SWIFT_SEGMENT_SIZE") && !settings.containsValue(NEVER);
        }

        private void expect(Path tree, Backups backups, String name) throws IOException {
            Program.Result result = backups.restore(folder.resolve(name));
            String difference = result.exitCode() != 0 ? result.text()
                    : String.join("\n", TreeListing.of(folder.resolve(name)).differencesFrom(TreeListing.of(tree)));
            if (!difference.isEmpty()) {
                problems.add(this + ": the " + name + " state\n" + difference);
            }
        }

        @Override
        public String toString() {
            return fault + " at " + request + " (" + place + ", " + settings + ")";
        }
    }
}
