package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bactrian.install.Console.Result;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, a real database, and 200 times of schedules that come every second or two, while nodes are killed, paused for longer than their
 * lease, given clocks that are five minutes wrong, and the database is away for longer than a time may be late: each time has exactly one set, or it is
 * reported why it has none; never two; and every chain is whole. Needs the package phase.
 */
@Timeout(900)
@NeedsPeer({Postgres.PEER, "faketime", "duplicity"})
class ClusterIT {
    /** Of the chain of events; another one is another test. */
    private static final long SEED = Long.getLong("bactrian.cluster.seed", 7);
    private static final int SLOTS = 200;
    private static final List<String> JOBS = List.of("one", "two", "three");
    private static final int EVERY_SECONDS = 2;
    private static final int LEASE_SECONDS = 4;
    private static final int MISFIRE_MILLIS = 4000;
    private static final Pattern SLOT = Pattern.compile("(?m)^Slot (\\S+)$");

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<ClusterNode> nodes = new ArrayList<>();

    /** What befalls the cluster, one after the other. */
    private enum Trouble { KILL, PAUSE, AHEAD, BEHIND, DATABASE }

    @Test
    void eachTimeOfEachScheduleHasOneSetOrIsReported() throws Exception {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/file"), "content");
        try (Postgres postgres = new Postgres()) {
            Path jobs = jobs();
            for (String name : List.of("alpha", "beta", "gamma")) {
                nodes.add(new ClusterNode(folder, name, jobs, postgres, MISFIRE_MILLIS, LEASE_SECONDS));
            }
            try {
                for (ClusterNode node : nodes) {
                    node.start();
                }
                Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> JOBS.stream().allMatch(this::hasSet));
                long begun = System.nanoTime();
                trouble(postgres);
                Duration left = Duration.ofSeconds((long) SLOTS * EVERY_SECONDS / JOBS.size() + 2).minusNanos(System.nanoTime() - begun);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, left.toNanos())); // the schedule is what is waited for
                for (ClusterNode node : nodes) {
                    assertThat(node.stop()).as("%s: %s", node, Files.readString(node.log())).isZero();
                }
            } finally {
                for (ClusterNode node : nodes) {
                    node.close();
                }
            }
            account(postgres);
        }
        chainsAreWhole();
    }

    private Path jobs() throws IOException {
        StringBuilder text = new StringBuilder("service: {management: {enabled: false}, parallel: 2}\njobs:\n");
        for (String job : JOBS) {
            text.append("""
                      - name: %s
                        source: FOLDER/src
                        target: file://FOLDER/store-%s
                        sealing: {none: true}
                        runs-on: any
                        schedule: {cron: "%d/%d * * * * ?", zone: UTC}
                        options: {full-if-n-inc: 8}
                    """.formatted(job, job, JOBS.indexOf(job) % EVERY_SECONDS, EVERY_SECONDS));
        }
        return Files.writeString(folder.resolve("jobs.yaml"), text.toString().replace("FOLDER", folder.toString()));
    }

    private void trouble(Postgres postgres) throws Exception {
        List<Trouble> order = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            List<Trouble> all = new ArrayList<>(List.of(Trouble.values()));
            Collections.shuffle(all, random);
            order.addAll(all);
        }
        for (Trouble trouble : order) {
            ClusterNode node = nodes.get(random.nextInt(nodes.size()));
            int pause = random.nextInt(2000);
            System.out.println("ClusterIT: " + trouble + " " + node);
            TimeUnit.MILLISECONDS.sleep(1000 + pause);
            switch (trouble) {
                case KILL -> {
                    node.kill();
                    TimeUnit.MILLISECONDS.sleep(3000);
                    node.start();
                }
                case PAUSE -> {
                    node.signal("STOP");
                    TimeUnit.SECONDS.sleep(2 * LEASE_SECONDS);
                    node.signal("CONT");
                }
                case AHEAD, BEHIND -> {
                    node.ahead(trouble == Trouble.AHEAD ? 300 : -300);
                    TimeUnit.SECONDS.sleep(8);
                    node.ahead(0);
                }
                case DATABASE -> {
                    postgres.crash();
                    TimeUnit.MILLISECONDS.sleep(2L * MISFIRE_MILLIS);
                    postgres.start();
                }
            }
            Files.writeString(folder.resolve("src/file"), trouble + " " + pause);
        }
    }

    private boolean hasSet(String job) {
        try {
            return !sets(job).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** How many sets there are for each time of a job's schedule, by the second. */
    private Map<Long, Integer> sets(String job) throws IOException {
        Map<Long, Integer> sets = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("store-" + job))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".manifest")).toList()) {
                Matcher slot = SLOT.matcher(Files.readString(file));
                assertThat(slot.find()).as("%s", file).isTrue();
                sets.merge(Instant.parse(slot.group(1)).getEpochSecond(), 1, Integer::sum);
            }
        }
        return sets;
    }

    private void account(Postgres postgres) throws Exception {
        int times = 0;
        int made = 0;
        int both = 0;
        for (String job : JOBS) {
            Map<Long, Integer> sets = sets(job);
            assertThat(sets).as("times with two sets of " + job).allSatisfy((slot, count) -> assertThat(count).isEqualTo(1));
            List<Long> reported = reported(postgres, job);
            long first = Collections.min(sets.keySet());
            long last = Collections.max(sets.keySet());
            for (long slot = first; slot <= last; slot += EVERY_SECONDS) {
                assertThat(sets.containsKey(slot) || reported.contains(slot)).as("%s at %s: no set, and nobody says so; %s", job,
                        Instant.ofEpochSecond(slot), rows(postgres, job)).isTrue();
                times++;
                both += sets.containsKey(slot) && reported.contains(slot) ? 1 : 0;
            }
            made += sets.size();
        }
        System.out.println("ClusterIT: seed " + SEED + ", " + times + " times of schedules, " + made + " sets, " + (times - made) + " reported without; " + both
                + " reported though there is one");
        assertThat(times).isGreaterThanOrEqualTo(SLOTS);
        assertThat(made).as("sets of %d times", times).isGreaterThan(SLOTS / 10); // few on a slow machine
    }

    /** The times that the history says were not made. */
    private static List<Long> reported(Postgres postgres, String job) throws Exception {
        List<Long> slots = new ArrayList<>();
        try (Connection connection = postgres.connect(); PreparedStatement select = connection.prepareStatement(
                "SELECT OUTCOME, STARTED, SLOT FROM BACTRIAN_RUNS WHERE JOB = ? AND OUTCOME IN ('missed', 'failure', 'cancelled') AND SLOT IS NOT NULL")) {
            select.setString(1, job);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long last = (long) rows.getDouble(3);
                    long first = rows.getString(1).equals("missed") ? Math.min(last, (long) rows.getDouble(2)) : last;
                    LongStream.rangeClosed(first, last).forEach(slots::add);
                }
            }
        }
        return slots;
    }

    private static String rows(Postgres postgres, String job) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Connection connection = postgres.connect(); PreparedStatement select = connection.prepareStatement(
                "SELECT NODE, OUTCOME, STARTED, SLOT FROM BACTRIAN_RUNS WHERE JOB = ? ORDER BY ID")) {
            select.setString(1, job);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    text.append("\n").append(rows.getString(1)).append(' ').append(rows.getString(2)).append(' ').append(rows.getDouble(3)).append(' ')
                            .append(rows.getDouble(4));
                }
            }
        }
        return text.toString();
    }

    private void chainsAreWhole() throws Exception {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"), "HOME", folder.toString());
        String program = Path.of("target/bactrian/bin/bactrian").toAbsolutePath().toString();
        for (String job : JOBS) {
            String target = "file://" + folder.resolve("store-" + job);
            Result check = new Console(folder).run(folder, environment, List.of(program, "check", "--level", "data", "--no-encryption", target));
            assertThat(check.exit()).as(job + ": " + check).isZero();
        }
        Result restored = new Console(folder).run(folder, environment, List.of("duplicity", "restore", "--no-encryption",
                "file://" + folder.resolve("store-one"), folder.resolve("restored").toString()));
        assertThat(restored.exit()).as(restored.toString()).isZero();
        assertThat(folder.resolve("restored/file")).exists();
    }
}
