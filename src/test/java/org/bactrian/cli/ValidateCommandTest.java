package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bactrian.request.ValidateRequest;
import org.bactrian.route.RunProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code validate-target}, and the password of an account that has none in its settings. */
class ValidateCommandTest {
    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void start() {
        session = new Session(folder);
    }

    @Test
    void becomesARequestForItsRoute() {
        ValidateRequest request = session.request(ValidateRequest.class, "validate-target", "--json", "swift://probe/x");
        assertThat(request.target().target().url()).isEqualTo("swift://probe/x");
        assertThat(request.json()).isTrue();
        assertThat(session.work.route()).isEqualTo("validate-target");
    }

    @Test
    void triesOnceUnlessToldOtherwise() {
        session.request(ValidateRequest.class, "validate-target", "swift://probe");
        assertThat(session.work.settings().getProperty(RunProperties.RETRIES)).isEqualTo("0");
        session.request(ValidateRequest.class, "validate-target", "--num-retries", "3", "swift://probe");
        assertThat(session.work.settings().getProperty(RunProperties.RETRIES)).isEqualTo("2");
    }

    @Test
    void hasNoDryRun() {
        assertThat(session.run("validate-target", "--dry-run", "swift://probe")).isEqualTo(2);
        assertThat(session.err).contains("--dry-run");
    }

    @Test
    void leavesTheShortFormOfVerifyAlone() {
        assertThat(Command.beginningWith("v")).containsExactly(Command.VERIFY);
        assertThat(Command.beginningWith("va")).containsExactly(Command.VALIDATE_TARGET);
    }

    @Test
    void aPasswordIsAskedForOnTheTerminalIfThereIsOne() {
        session.terminal.answers.add("typed");
        session.engine = work -> {
            assertThat(work.passwords().apply("backup of ops at http://k")).isEqualTo("typed");
            return Outcome.DONE;
        };
        assertThat(session.run("validate-target", "swift://probe")).isZero();
        assertThat(session.terminal.shown).containsExactly("Password for backup of ops at http://k: ");
        session.terminal.there = false;
        session.engine = work -> {
            assertThat(work.passwords().apply("backup")).isNull();
            return Outcome.DONE;
        };
        assertThat(session.run("validate-target", "swift://probe")).isZero();
    }
}
