package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.log.NameText;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionFileTest {
    @TempDir
    private Path folder;
    private Path file;
    private Session session;

    @BeforeEach
    void session() {
        session = new Session(folder);
        file = folder.resolve("options");
    }

    private BackupRequest backup(String content, String... options) throws IOException {
        Files.writeString(file, content);
        return session.request(BackupRequest.class, session.backup(options));
    }

    @Test
    void itsLinesStandInItsPlace() throws IOException {
        BackupRequest request = backup("# mine\n\n  --volsize 30  \nexclude /a b\n--include=c d\nno-enc\n-v5\n", "--volsize", "7", "--exclude", "before",
                "--config-file", file.toString(), "--exclude", "after");
        assertThat(request.content().volumeBytes()).isEqualTo(30L << 20);
        assertThat(request.selection().rules()).containsExactly(new Rule("--exclude", "before"), new Rule("--exclude", "/a b"),
                new Rule("--include", "c d"), new Rule("--exclude", "after"));
        assertThat(session.work.seals().suffix()).isEqualTo(".gz");
        assertThat(backup("volsize 30", "--config-file=" + file, "--volsize", "8").content().volumeBytes()).isEqualTo(8L << 20);
    }

    @Test
    void anOptionMayTakeTwoValues() throws IOException {
        Files.writeString(file, "rename a b c\n");
        assertThat(session.run(session.restore("--config-file", file.toString()))).isZero();
        assertThat(((org.bactrian.request.ReadRequest) session.work.request()).renames()).singleElement()
                .satisfies(rename -> assertThat(new String(rename.from()) + ">" + new String(rename.to())).isEqualTo("a>b c"));
    }

    @Test
    void namesNeedNotBeUtf8() throws IOException {
        Files.write(file, new byte[] {'e', 'x', 'c', 'l', 'u', 'd', 'e', ' ', 'a', (byte) 0xff, '\n'});
        BackupRequest request = session.request(BackupRequest.class, session.backup("--config-file", file.toString()));
        assertThat(NameText.bytes(request.selection().rules().get(0).argument())).containsExactly('a', 0xff);
    }

    @ParameterizedTest
    @CsvSource({"volsize x, option --volsize: invalid integer value: 'x'", "--exlude a, no such option: --exlude", "force yes, --force option does not take a value",
        "exclude, --exclude option requires 1 argument", "config-file /x, an option file cannot name another",
        "par2-volumes 2, --par2-volumes is not supported: there is no par2 store here"})
    void anErrorNamesFileAndLine(String line, String message) throws IOException {
        Files.writeString(file, "# one\nfull-if-older-than 1M\n" + line + "\nvolsize 25\n");
        assertThat(session.run(session.backup("--config-file", file.toString()))).isEqualTo(2);
        assertThat(session.err).startsWith("Command line error: " + file + ":3: " + message);
    }

    @Test
    void anErrorOfTheCommandLineNamesNoFile() throws IOException {
        Files.writeString(file, "volsize 25\n");
        assertThat(session.run(session.backup("--config-file", file.toString(), "--volsize", "x"))).isEqualTo(2);
        assertThat(session.err).startsWith("Command line error: option --volsize: invalid integer value: 'x'");
    }

    @Test
    void aMissingOrEndlessFileIsRefused() {
        assertThat(session.run(session.backup("--config-file", "/nowhere/x"))).isEqualTo(2);
        assertThat(session.err).startsWith("Command line error: option --config-file: '/nowhere/x' cannot be read");
        assertThat(session.run(session.backup("--config-file", "/dev/zero"))).isEqualTo(2);
        assertThat(session.err).contains("is longer than 1 MiB");
    }
}
