package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.log.NameText;
import org.bactrian.request.ReadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawArgumentsTest {
    @TempDir
    Path folder;

    @Test
    void wholeWordsStayAsTheyAre() {
        String[] words = {"é", "b"};
        assertThat(RawArguments.restored(words)).isSameAs(words);
    }

    @Test
    void theBytesOfDamagedWordsComeFromTheKernel() throws IOException {
        Path commandLine = folder.resolve("cmdline");
        Files.write(commandLine, "java\0-cp\0x\0Main\0-r\0a\u00ff\0\0".getBytes(StandardCharsets.ISO_8859_1));
        String[] restored = RawArguments.restored(new String[] {"-r", "a\ufffd", ""}, commandLine);
        assertThat(restored).containsExactly("-r", "a\udcff", "");
        Session session = new Session(folder);
        assertThat(session.request(ReadRequest.class, session.restore("--file-to-restore", restored[1])).path())
                .isEqualTo(new byte[] {'a', (byte) 0xff});
    }

    @Test
    void whereTheKernelDoesNotTellTheyStayDamaged() {
        String[] words = {"a\ufffd"};
        assertThat(RawArguments.restored(words, folder.resolve("none"))).isSameAs(words);
    }

    @Test
    void aFolderOfSuchANameIsRefusedInOneLine() {
        Session session = new Session(folder);
        assertThat(session.run("a\udcff", Session.URL)).isEqualTo(2);
        assertThat(NameText.bytes(session.err)).isNotEmpty();
        assertThat(session.err).contains("cannot be the name of a file");
    }
}
