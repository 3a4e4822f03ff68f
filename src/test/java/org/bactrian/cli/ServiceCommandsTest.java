package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.job.FileHistory;
import org.bactrian.job.History;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands config and runs, and what the command line says about jobs. */
class ServiceCommandsTest {
    @TempDir
    Path folder;
    private Session session;
    private Path jobs;

    @BeforeEach
    void install() throws IOException {
        session = new Session(folder);
        Path config = Files.createDirectories(folder.resolve("home/config"));
        for (String name : List.of("jobs.schema.json", "jobs.example.yaml")) {
            Files.copy(Path.of("config", name), config.resolve(name));
        }
        jobs = config.resolve("jobs.yaml");
        write("");
    }

    private void write(String more) throws IOException {
        Files.writeString(jobs, """
                service: {state: %s}
                jobs:
                  - name: home
                    source: %s
                    target: file:///srv/backup
                """.formatted(folder.resolve("state"), session.source) + more);
    }

    @Test
    @EffectOf("--jobs")
    void aFileInOrderIsSaidToBe() {
        assertThat(session.run("config", "validate")).as(session.err).isZero();
        assertThat(session.out).isEqualTo(jobs + ": in order, jobs: 1\n");
        session.environment.put("BACTRIAN_JOBS", folder.resolve("elsewhere").toString());
        assertThat(session.run("config", "validate")).isEqualTo(23);
        assertThat(session.err).contains(folder.resolve("elsewhere") + " cannot be read");
        assertThat(session.run("config", "validate", "--jobs", jobs.toString())).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            options: {no-such-option: 1}              | 6 | no such option: --no-such-option
            options: {volsize: huge}                  | 6 | --volsize
            options: {log-file: /tmp/x}               | 6 | the option 'log-file' is not for one job
            options: {concurrency: 3}                 | 6 | the option 'concurrency' is not for one job
            options: {full-if-older-than: never}      | 6 | never
            select: [{volsize: '3'}]                  | 6 | there is no rule of selection 'volsize'
            select: [{exclude: '/elsewhere/**'}]      | 0 | in order
            retention: {older-than: soon}             | 6 | soon
            retention: {keep-within: soon}            | 6 | soon
            retention: {keep-daily: 7, keep-last: 3}  | 0 | in order
            sealing: {none: true, encrypt-to: [ABCD]} | 3 | --no-encryption cannot be used with a key
            """)
    void theCommandLineJudgesWhatAJobSays(String more, int line, String said) throws IOException {
        write("    " + more + "\n");
        int exit = session.run("config", "validate");
        assertThat(session.out + session.err).contains(said).contains(line == 0 ? "" : jobs + ":" + line + ": ");
        assertThat(exit).isEqualTo(line == 0 ? 0 : 23);
    }

    @Test
    void everyProblemHasALine() throws IOException {
        write("    schedule: {cron: x}\n    objective: soon\n    priority: 10\n");
        assertThat(session.run("config", "validate")).isEqualTo(23);
        assertThat(session.err.lines().filter(text -> text.startsWith(jobs + ":"))).hasSize(2);
    }

    @Test
    void exampleAndSchemaArePrintedAsTheyAre() throws IOException {
        assertThat(session.run("config", "example")).isZero();
        assertThat(session.out).isEqualTo(Files.readString(Path.of("config/jobs.example.yaml")));
        assertThat(session.run("config", "schema")).isZero();
        assertThat(session.out).isEqualTo(Files.readString(Path.of("config/jobs.schema.json")));
        assertThat(session.run("config", "other")).isEqualTo(2);
        assertThat(session.err).contains("config takes validate, example or schema, not 'other'");
    }

    @Test
    void runsAreListed() {
        RunRecord run = new RunRecord("home", Task.BACKUP, Order.Cause.SCHEDULE, 1_795_435_200, 1_795_435_201.5, RunRecord.Outcome.FAILURE, 13,
                "the source is gone", List.of());
        new FileHistory(folder.resolve("state")).add(run);
        assertThat(session.run("runs")).isZero();
        assertThat(session.out).isEqualTo("2026-11-23 12:00:00  home                 backup     failure         1.5 s  the source is gone\n");
        assertThat(session.run("runs", "home", "--json")).isZero();
        assertThat(session.out).contains(History.json(run));
        assertThat(session.run("runs", "other")).isEqualTo(23);
        assertThat(session.err).contains("There is no job named other");
    }

    @Test
    void aFolderWithACommandsNameIsBackedUp() {
        for (String word : List.of("config", "runs", "serve")) {
            assertThat(new CommandLineReader(new String[] {word, Session.URL}).invocation().command()).isEqualTo(Command.BACKUP);
        }
        assertThat(new CommandLineReader(new String[] {"serve"}).invocation().command()).isEqualTo(Command.SERVE);
    }
}
