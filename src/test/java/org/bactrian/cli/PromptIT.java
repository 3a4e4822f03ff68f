package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> conversations() {
        return Stream.of(Arguments.of("full", List.of("s3cr3t", "s3cr3t")),
                Arguments.of("full", List.of("s3cr3t", "another", "s3cr3t", "s3cr3t")),
                Arguments.of("full", List.of("", "", "s3cr3t", "s3cr3t")),
                Arguments.of("full", List.of("", "s3cr3t", "s3cr3t", "", "s3cr3t", "s3cr3t")),
                Arguments.of("restore", List.of("s3cr3t")));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    @NeedsPeer("duplicity")
    void theConversationIsDuplicitys(String command, List<String> answers) throws Exception {
        Session session = new Session(folder);
        String theirStore = "file://" + folder.resolve("store");
        if (command.equals("restore")) {
            talk(theirs("full " + session.source, theirStore), List.of("s3cr3t", "s3cr3t"));
        }
        String theirs = talk(theirs(command.equals("full") ? "full " + session.source + " " + theirStore
                : "restore " + theirStore + " " + folder.resolve("restored"), ""), answers);
        String ours = talk(ours(command.equals("full") ? "full '" + session.source + "' " + Session.URL
                : "restore " + Session.URL + " '" + session.empty + "'", ""), answers);
        assertThat(conversation(ours)).isEqualTo(conversation(theirs)).isNotEmpty();
        assertThat(ours).endsWith("exit 0").doesNotContain("s3cr3t");
        assertThat(theirs).endsWith("exit 0");
    }

    /** Questions and what is said about the answers. */
    private static List<String> conversation(String shown) {
        return shown.lines().flatMap(line -> Stream.of(line.split("(?<=: )"))).map(String::strip)
                .filter(line -> line.contains("assphrase")).toList();
    }

    private String theirs(String words, String more) {
        return "env -u PASSPHRASE HOME='" + folder + "' duplicity " + words + " " + more + " --archive-dir '" + folder + "/their-archive'"
                + "; echo exit $?";
    }

    private static String ours(String words, String redirection) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' "
                + SlowProgram.class.getName() + " asking " + words + redirection + "; echo exit $?";
    }

    private String talk(String redirection) throws IOException, InterruptedException {
        Session session = new Session(folder);
        return talk(ours("'" + session.source + "' " + Session.URL, redirection), List.of("s3cr3t", "s3cr3t"));
    }

    /** Types an answer whenever something is asked; gives all that the terminal showed. */
    private static String talk(String command, List<String> answers) throws IOException, InterruptedException {
        Iterator<String> next = answers.iterator();
        Process script = new ProcessBuilder("script", "-q", "-c", command, "/dev/null").redirectErrorStream(true).start();
        StringBuilder shown = new StringBuilder();
        try (OutputStream keyboard = script.getOutputStream()) {
            int answered = 0;
            for (int b = script.getInputStream().read(); b >= 0; b = script.getInputStream().read()) {
                shown.append((char) b);
                if (shown.length() > answered && shown.toString().endsWith(": ") && next.hasNext()
                        && shown.substring(answered).contains("assphrase")) {
                    answered = shown.length();
                    Thread.sleep(300); // the echo is switched off before the prompt is shown, but by another process
                    keyboard.write((next.next() + "\n").getBytes(StandardCharsets.US_ASCII));
                    keyboard.flush();
                }
            }
        }
        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return shown.toString().strip();
    }
}
