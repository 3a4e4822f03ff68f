package org.bactrian.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.job.config.JobsFile.Fault;
import org.bactrian.job.config.Notice.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of jobs: what it says becomes records, and what is wrong is named with its line. */
class JobsFileTest {
    private static final Path SCHEMA = Path.of("config/jobs.schema.json");

    @TempDir
    Path folder;
    private String good;

    @BeforeEach
    void writeGoodFile() throws IOException {
        Files.createDirectory(folder.resolve("src"));
        good = """
                service:
                  parallel: 3
                jobs:
                  - name: home
                    source: SRC
                    target: file:///srv/home
                    sealing:
                      passphrase: env:PASS
                    select:
                      - exclude: "**.o"
                      - exclude-device-files: true
                      - include: "**"
                    options:
                      volsize: 10
                      jsonstat: false
                    schedule:
                      cron: "0 30 2 * * ?"
                      zone: Europe/Zurich
                      jitter: 5m
                    retention:
                      older-than: 6M
                    objective: 26h
                    notify:
                      - webhook: env:HOOK
                  - name: second
                    source: SRC
                    targets: [file:///srv/one, file:///srv/two]
                    schedule: {every: 6h}
                """.replace("SRC", folder.resolve("src").toString());
    }

    private JobsFile read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), text);
        Secret secret = new Secret(Map.of("PASS", "x", "HOOK", "http://hook"), reference -> reference);
        return JobsFile.read(file, SCHEMA, secret, job -> job.targets().contains("bad://x") ? List.of(new Fault("target", "no URL")) : List.of());
    }

    @Test
    void allThatIsSaidIsKept() throws IOException {
        JobsFile file = read(good);
        assertThat(file.problems()).isEmpty();
        Job home = file.orFail().job("home");
        assertThat(file.configuration().service().parallel()).isEqualTo(3);
        assertThat(home.options()).containsExactly("--volsize=10");
        assertThat(home.selection()).containsExactly("--exclude=**.o", "--exclude-device-files", "--include=**");
        assertThat(home.environment()).containsExactly(Map.entry("PASSPHRASE", "env:PASS"));
        assertThat(home.backup()).isEqualTo(new Trigger("0 30 2 * * ?", ZoneId.of("Europe/Zurich"), null, Duration.ofMinutes(5)));
        assertThat(home.retention()).containsExactly("remove-older-than", "6M");
        assertThat(home.retain()).isNull();
        assertThat(home.objective()).isEqualTo(Duration.ofHours(26));
        assertThat(home.notices()).singleElement().satisfies(notice -> assertThat(notice.events()).doesNotContain(Event.MISSED).hasSize(4));
        assertThat(file.configuration().job("second").targets()).containsExactly("file:///srv/one", "file:///srv/two");
        assertThat(file.configuration().job("second").backup().every()).isEqualTo(Duration.ofHours(6));
    }

    /** What is replaced, by what, on which line that is a problem, and a part of what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parallel: 3               | parallel: 0               | 2  | parallel
            parallel: 3               | paralel: 3                | 2  | there is no key 'paralel' here
            name: home                | name: Home                | 4  | name does not have the form
            name: second              | name: home                | 25 | there is already a job named home
            file:///srv/home          | file:///srv/one           | 27 | already that of the job home
            file:///srv/home          | bad://x                   | 6  | no URL
            env:PASS                  | topsecret                 | 8  | passphrase has to be a reference
            '0 30 2 * * ?'            | x                         | 17 | no cron expression
            '0 30 2 * * ?'            | 0 0 0 30 2 ? 2020         | 17 | never comes
            Europe/Zurich             | Europe/Nowhere            | 18 | there is no time zone 'Europe/Nowhere'
            5m                        | 5 minutes                 | 19 | jitter does not have the form
            older-than: 6M            | keep: 6M                  | 21 | there is no key 'keep' here
            older-than: 6M            | keep-daily: 0             | 21 | keep-daily
            older-than: 6M            | schedule: {every: 1d}     | 20 | the key
            {every: 6h}               | {every: 6h, cron: x}      | 28 | schedule
            objective: 26h            | name: again               | 22 | 'name' stands here twice
            {every: 6h}               | {every: 6h                | 29 | expected
            source: SRC               | sauce: /x                 | 4  | the key 'source' is missing
            webhook: env:HOOK         | webhook: http://x/secret  | 24 | webhook has to be a reference
            webhook: env:HOOK         | mail: a@example.org       | 24 | mail needs the section
            parallel: 3               | 'management: {host: 0.0.0.0}' | 2 | needs TLS and a password
            """)
    void whatIsWrongIsNamedWithItsLine(String old, String changed, int line, String said) throws IOException {
        String from = old.replace("SRC", folder.resolve("src").toString()).replace("'", "\"");
        assertThat(good).contains(from);
        String to = old.startsWith("'0 ") ? "\"" + changed + "\"" : changed.replace("'", "");
        int at = good.indexOf(from);
        JobsFile file = read(good.substring(0, at) + to + good.substring(at + from.length()));
        assertThat(file.configuration()).isNull();
        assertThat(file.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).as(file.problems().toString()).isEqualTo(line);
            assertThat(problem.text()).contains(said);
            assertThat(problem.toString()).startsWith(folder.resolve("jobs.yaml") + ":" + line + ": ");
        });
        assertThat(file.problems().toString()).doesNotContain("topsecret").doesNotContain("http://x/secret");
        assertThatThrownBy(file::orFail).isInstanceOf(BactrianException.class).hasMessageContaining("jobs.yaml:");
    }

    @Test
    void whatTheMachineLacksLeavesTheOtherJobsAlone() throws IOException {
        JobsFile file = read(good.replaceFirst("source: .*", "source: /not/there").replace("env:PASS", "env:UNSET"));
        assertThat(file.problems()).extracting(Problem::line).containsExactly(5, 8);
        assertThat(file.problems()).allMatch(Problem::ofMachine);
        assertThat(file.orFail().jobs()).hasSize(2);
    }

    @Test
    void aSecretInAVariableIsRefused() throws IOException {
        JobsFile file = read(good + "    environment:\n      SWIFT_USERNAME: me\n      SWIFT_PASSWORD: letmein\n");
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(31);
            assertThat(problem.text()).contains("SWIFT_PASSWORD").doesNotContain("letmein");
        });
    }

    @Test
    void theExampleIsInOrder() throws IOException {
        JobsFile example = JobsFile.read(Path.of("config/jobs.example.yaml"), SCHEMA, new Secret(Map.of(), reference -> reference), job -> List.of());
        assertThat(example.problems()).allMatch(Problem::ofMachine);
        assertThat(example.configuration().jobs()).extracting(Job::name).containsExactly("home", "database");
    }

    @Test
    void secretsAreLookedUpWhereTheReferenceSays() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file\n");
        Secret secret = new Secret(Map.of("A", "from a variable"), reference -> "from " + reference);
        assertThat(secret.resolve("env:A")).isEqualTo("from a variable");
        assertThat(secret.resolve("file:" + file)).isEqualTo("from a file");
        assertThat(secret.resolve("{{sys:x}}")).isEqualTo("from {{sys:x}}");
        assertThat(secret.overlaid(Map.of("B", "plain", "C", "env:A"))).containsEntry("B", "plain").containsEntry("C", "from a variable");
        assertThatThrownBy(() -> secret.resolve("env:B")).hasMessage("There is no secret behind env:B: the variable is not set");
    }

    /** Camel takes what stands behind the colon for the value if it does not know the function. */
    @Test
    void aFunctionThatIsNotThereIsNeverAsked() throws IOException {
        Secret secret = new Secret(Map.of(), reference -> {
            throw new AssertionError(reference);
        });
        assertThatThrownBy(() -> secret.resolve("{{aws:backup#word}}")).isInstanceOf(BactrianException.class)
                .hasMessage("There is no secret behind {{aws:backup#word}}: the function 'aws' comes with camel-aws-secrets-manager, which is not in lib/service");
        assertThatThrownBy(() -> secret.resolve("{{word:plain}}")).hasMessageContaining("there is no property function 'word'");
        assertThat(secret.problem("{{env:HOME}}")).isEmpty();
        JobsFile file = read(good.replace("env:PASS", "'{{gcp:backup}}'"));
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith(folder.resolve("jobs.yaml") + ":8: There is no secret behind {{gcp:backup}}: ").contains("camel-google-secret-manager");
            assertThat(problem.ofMachine()).isTrue();
        });
    }

    @Test
    void timesFollowTheZone() {
        Trigger trigger = new Trigger("0 30 2 * * ?", ZoneId.of("Europe/Zurich"), null, Duration.ZERO);
        assertThat(trigger.after(Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo(Instant.parse("2026-11-24T01:30:00Z"));
        assertThat(trigger.after(Instant.parse("2026-07-01T12:00:00Z"))).isEqualTo(Instant.parse("2026-07-02T00:30:00Z"));
    }
}
