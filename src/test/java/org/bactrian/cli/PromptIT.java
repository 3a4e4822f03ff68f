package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompts on a real pseudo-terminal, made by script(1); typed answers must not show. */
@NeedsPeer({"script", "stty"})
class PromptIT {
    private static final String FIRST = "GnuPG passphrase for decryption: ";
    private static final String SECOND = "Retype passphrase for decryption to confirm: ";

    @TempDir
    Path folder;

    @Test
    void onTheConsole() throws Exception {
        assertThat(talk("")).contains(FIRST).contains(SECOND).doesNotContain("s3cr3t").endsWith("exit 0");
    }

    @Test
    void withOutputRedirected() throws Exception {
        assertThat(talk(" >/dev/null")).contains(FIRST).contains(SECOND).doesNotContain("s3cr3t").endsWith("exit 0");
    }

    @Test
    void withInputRedirected() throws Exception {
        assertThat(talk(" </dev/null")).contains(FIRST).contains(SECOND).doesNotContain("s3cr3t").endsWith("exit 0");
    }

    /** Types the passphrase whenever it is asked for; gives all that the terminal showed. */
    private String talk(String redirection) throws IOException, InterruptedException {
        Session session = new Session(folder);
        String command = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' "
                + SlowProgram.class.getName() + " asking '" + session.source + "' " + Session.URL + redirection + "; echo exit $?";
        Process script = new ProcessBuilder("script", "-q", "-c", command, "/dev/null").redirectErrorStream(true).start();
        StringBuilder shown = new StringBuilder();
        try (OutputStream keyboard = script.getOutputStream()) {
            int answered = 0;
            for (int b = script.getInputStream().read(); b >= 0; b = script.getInputStream().read()) {
                shown.append((char) b);
                if (shown.length() > answered && shown.toString().endsWith(": ")) {
                    answered = shown.length();
                    Thread.sleep(300); // the echo is switched off before the prompt is shown, but by another process
                    keyboard.write("s3cr3t\n".getBytes(StandardCharsets.US_ASCII));
                    keyboard.flush();
                }
            }
        }
        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return shown.toString().strip();
    }
}
