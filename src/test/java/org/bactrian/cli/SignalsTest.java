package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real signals to a real process. */
class SignalsTest {
    @TempDir
    Path folder;
    private Process process;
    private BufferedReader out;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"polite,INT,4,Interrupted", "polite,TERM,143,Terminated", "deaf,INT,4,Interrupted", "stuck,TERM,143,"})
    void theRunEndsSoonWithItsCode(String how, String signal, int exitCode, String message) throws Exception {
        start(how);
        kill(signal);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(err.lines().findFirst().orElse(null)).isEqualTo(message);
    }

    @Test
    void usr1PrintsTheStateAndTheRunGoesOn() throws Exception {
        start("polite");
        kill("USR1");
        assertThat(out.readLine()).isEqualTo("Working; nothing is counted yet.");
        assertThat(process.isAlive()).isTrue();
    }

    private void start(String how) throws IOException {
        Session session = new Session(folder);
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SlowProgram.class.getName(), how, session.source.toString(), Session.URL).start();
        out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("working");
    }

    private void kill(String signal) throws Exception {
        assertThat(new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid()))).start().waitFor()).isZero();
    }
}
