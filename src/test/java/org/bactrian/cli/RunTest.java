package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.ProgressSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run prints and how it ends. */
class RunTest {
    @TempDir
    Path folder;
    private Session session;

    @BeforeEach
    void session() {
        session = new Session(folder);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void aFailureIsTwoLinesAndItsOwnCode(ErrorKind kind) {
        session.engine = work -> {
            throw new BactrianException(kind, "It is broken", "Mend it.");
        };
        assertThat(session.run(session.backup())).isEqualTo(kind.exitCode());
        assertThat(session.err).isEqualTo("It is broken\nMend it.\n");
        assertThat(session.out).isEmpty();
    }

    @Test
    void anUnexpectedExceptionIsOneLineWithoutTrace() {
        session.engine = work -> {
            throw new IllegalStateException("odd");
        };
        assertThat(session.run(session.backup())).isEqualTo(30);
        assertThat(session.err.lines().toList()).first().isEqualTo("java.lang.IllegalStateException: odd");
        assertThat(session.err + session.out).doesNotContain("\tat ");
    }

    @Test
    void theTraceIsShownToWhoDebugs() {
        session.engine = work -> {
            throw new IllegalStateException("odd");
        };
        assertThat(session.run(session.backup("-v9"))).isEqualTo(30);
        assertThat(session.out).contains("\tat org.bactrian.cli.RunTest");
    }

    @Test
    void runningOutOfMemoryIsReported() {
        session.engine = work -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThat(session.run(session.backup())).isEqualTo(30);
        assertThat(session.err).contains("OutOfMemoryError: Java heap space");
    }

    @Test
    void resultsAreShownAtAnyVerbosityMessagesByTheirLevel() {
        session.engine = work -> {
            for (Level level : Level.values()) {
                work.log().say(level, Code.GENERIC, "", level.name());
            }
            work.log().result(Level.INFO, Code.ENTRY_LISTED, "x", "result");
            return new Outcome("body\n\n", 0, 0);
        };
        assertThat(session.run(session.backup("-v0"))).isZero();
        assertThat(session.out).isEqualTo("result\nbody\n\n");
        assertThat(session.err).isEqualTo("ERROR\n");
        session.run(session.backup("-v1"));
        assertThat(session.out).isEqualTo("result\nbody\n\n");
        session.run(session.backup());
        assertThat(session.out).isEqualTo("WARNING\nNOTICE\nresult\nbody\n\n");
        session.run(session.backup("-v", "debug"));
        assertThat(session.out).isEqualTo("WARNING\nNOTICE\nINFO\nDEBUG\nresult\nbody\n\n");
    }

    @Test
    void differencesAreCodeOneWithoutAnError() {
        session.engine = work -> new Outcome("", 0, 2);
        assertThat(session.run("verify", Session.URL, session.source.toString())).isEqualTo(1);
        assertThat(session.err).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsTold() {
        session.engine = work -> new Outcome("", 2, 0);
        assertThat(session.run(session.backup())).isEqualTo(60);
        assertThat(session.err).startsWith("2 entries could not be processed").hasLineCount(2);
        assertThat(session.run(session.backup("--ignore-errors"))).isZero();
        assertThat(session.err).isEmpty();
    }

    @Test
    void theMachineLogHasTheSameAndTheError() throws IOException {
        Path file = folder.resolve("log");
        session.engine = work -> {
            work.log().warning("w");
            work.log().say(Level.INFO, Code.ENTRY_NEW, "'a'", "A a");
            throw new BactrianException(ErrorKind.HASH_MISMATCH, "bad", "guidance");
        };
        assertThat(session.run(session.backup("--log-file", file.toString()))).isEqualTo(21);
        assertThat(Files.readString(file)).isEqualTo("WARNING 1\n. w\n\nERROR 21\n. bad\n\n");
        session.run(session.backup("-vi", "--log-file", file.toString()));
        assertThat(Files.readString(file)).endsWith("WARNING 1\n. w\n\nINFO 4 'a'\n. A a\n\nERROR 21\n. bad\n\n")
                .startsWith("WARNING 1\n. w\n\nERROR 21");
    }

    @Test
    void jsonHasAnObjectALineAndASummary() {
        session.engine = work -> {
            work.log().warning("w");
            return new Outcome("{\n \"a\": [1,\n2]}\n{\"b\":null}\n", 1, 0);
        };
        assertThat(session.run(session.backup("--json"))).isEqualTo(60);
        assertThat(session.out.lines().toList()).containsExactly(
                "{\"type\":\"message\",\"level\":\"warning\",\"code\":\"generic\",\"text\":\"w\"}",
                "{\"type\":\"result\",\"level\":\"notice\",\"code\":\"generic\",\"value\":{\"a\":[1,2]}}",
                "{\"type\":\"result\",\"level\":\"notice\",\"code\":\"generic\",\"value\":{\"b\":null}}",
                "{\"type\":\"error\",\"exit\":60,\"kind\":\"entries_left_out\",\"text\":\"1 entry could not be processed; everything else was\","
                        + "\"guidance\":\"The warnings above name them. With --ignore-errors the exit code is 0.\"}",
                "{\"type\":\"summary\",\"command\":\"backup\",\"exit\":60,\"millis\":0,\"warnings\":1,\"entry_errors\":1,\"differences\":0}");
        assertThat(session.err).as("so that both streams may go into one").isEmpty();
    }

    @Test
    void whatOnlyLooksLikeJsonIsText() {
        session.engine = work -> new Outcome("{half", 0, 0);
        session.run(session.backup("--json"));
        assertThat(session.out).startsWith("{\"type\":\"result\",\"level\":\"notice\",\"code\":\"generic\",\"text\":\"{half\"}\n");
    }

    @Test
    void jsonHasErrorsOfTheCommandLineToo() {
        assertThat(session.run("--json", "--nosuch")).isEqualTo(2);
        assertThat(session.out).startsWith("{\"type\":\"error\",\"exit\":2,\"kind\":\"usage\"").hasLineCount(2)
                .endsWith("{\"type\":\"summary\",\"command\":\"\",\"exit\":2,\"millis\":0,\"warnings\":0,\"entry_errors\":0,\"differences\":0}\n");
    }

    @Test
    void progressIsShownWhileWorkingAndAtTheEnd() {
        session.engine = work -> {
            work.progress().accept(new ProgressSource() {
                @Override
                public long bytes() {
                    return 1024;
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
                    return 2048;
                }
            });
            return Outcome.DONE;
        };
        assertThat(session.run(session.backup("--progress", "--progress-rate", "1000"))).isZero();
        assertThat(session.out).isEqualTo(
                "1.0KB 00:00:00 [0.0KB/s] [" + "=".repeat(40) + ">] 100% ETA 0sec, 1 file, volume 1\n");
        assertThat(session.run(session.backup())).isZero();
        assertThat(session.out).isEmpty();
    }

    @Test
    void aSignalGivesTheRunItsCode() {
        session.engine = work -> {
            session.interrupts.raise(Interrupts.TERMINATED);
            assertThat(work.stop().getAsBoolean()).isTrue();
            throw new BactrianException(ErrorKind.STORE_FAILED, "cut off", "");
        };
        assertThat(session.run(session.backup())).isEqualTo(143);
        assertThat(session.err).isEqualTo("Terminated\nWhat is complete on the store stays valid; run the command again to go on.\n");
    }

    @Test
    void routesComeFromTheOptionThenTheEnvironmentThenTheInstallation() {
        session.run(session.backup());
        assertThat(session.work.routes()).isEqualTo(folder.resolve("home/routes"));
        assertThat(session.work.config()).isEqualTo(folder.resolve("home/config"));
        session.environment.put("BACTRIAN_ROUTES", "/env");
        session.run(session.backup());
        assertThat(session.work.routes()).isEqualTo(Path.of("/env"));
        session.run(session.backup("--routes", "/opt"));
        assertThat(session.work.routes()).isEqualTo(Path.of("/opt"));
    }

    @Test
    void secretsAreInNoOutputAndNoRequest() {
        session.environment.put("PASSPHRASE", "s3cr3t-phrase");
        session.engine = work -> {
            work.seals().sealing();
            work.log().debug(work.toString() + work.seals() + work.seals().sealing());
            throw new IllegalStateException("odd");
        };
        session.run(session.backup("-v9"));
        assertThat(session.out + session.err).doesNotContain("s3cr3t");
    }
}
