package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process, sent real signals. */
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
    @CsvSource({"polite,INT,4,Interrupted", "polite,TERM,143,Terminated", "polite,HUP,129,Hung up", "deaf,INT,4,Interrupted", "stuck,TERM,143,"})
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
        assertThat(out.readLine()).matches("backup since [-0-9]{10} [:0-9]{8}: nothing is counted yet");
        assertThat(process.isAlive()).isTrue();
    }

    /** Here because only a process that somebody else starts has a descriptor that somebody else opened. */
    @Test
    void theMachineLogGoesToADescriptorOfTheShell() throws Exception {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 7>'" + log + "'", "sh"));
        command.addAll(program("asking", "--no-encryption", "-v5", "--compare-data", "--log-fd", "7"));
        process = new ProcessBuilder(command).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log).hasContent("INFO 1\n. Option --compare-data has no effect on backup.\n\n");
    }

    private List<String> program(String... words) {
        Session session = new Session(folder);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), SlowProgram.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of(session.source.toString(), Session.URL));
        return command;
    }

    private void start(String how) throws IOException {
        process = new ProcessBuilder(program(how)).start();
        out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("working");
    }

    private void kill(String signal) throws Exception {
        assertThat(new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid()))).start().waitFor()).isZero();
    }
}
