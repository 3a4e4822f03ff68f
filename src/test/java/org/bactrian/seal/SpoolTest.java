package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    @Test
    void holdsAnySizeAndItsSums() throws Exception {
        for (int length : new int[] {0, 1, Spool.IN_MEMORY - 1, Spool.IN_MEMORY, Spool.IN_MEMORY + 1,
                3 * Spool.IN_MEMORY}) {
            byte[] bytes = Mixed.bytes(length, length);
            try (Spool spool = Spool.of(new ByteArrayInputStream(bytes), "name", folder)) {
                assertThat(spool.length()).isEqualTo(length);
                assertThat(spool.name()).isEqualTo("name");
                assertThat(spool.sha1()).isEqualTo(hex("SHA-1", bytes));
                assertThat(spool.md5()).isEqualTo(hex("MD5", bytes));
                try (InputStream one = spool.openStream(); InputStream two = spool.openStream()) {
                    one.read();
                    assertThat(two.readAllBytes()).isEqualTo(bytes);
                }
                assertThat(Files.list(folder)).as("files with a name").isEmpty();
            }
        }
    }

    @Test
    void aFailingSourceLeavesNothing() {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[2 * Spool.IN_MEMORY]),
                new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatThrownBy(() -> Spool.of(failing, "name", folder)).hasMessage("connection reset");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closedIsClosed() throws IOException {
        Spool spool = Spool.of(new ByteArrayInputStream(new byte[2 * Spool.IN_MEMORY]), "name", folder);
        InputStream in = spool.openStream();
        spool.close();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
