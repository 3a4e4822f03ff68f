package org.bactrian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsAppendedTo() throws IOException {
        Path file = folder.resolve("log");
        for (int i = 0; i < 2; i++) {
            try (OutputStream out = LogFiles.file(file.toString())) {
                out.write('x');
            }
        }
        assertThat(file).hasContent("xx");
    }

    @Test
    void noDescriptorThatIsOpenForReadingIsWrittenTo() throws IOException {
        Path own = Files.writeString(folder.resolve("own"), "o");
        try (InputStream open = Files.newInputStream(own)) {
            assertThat(open.read()).isEqualTo('o');
            int number = descriptorOf(own);
            assertThatThrownBy(() -> LogFiles.descriptor(number).close()).isInstanceOf(BactrianException.class)
                    .hasMessageContaining("descriptor " + number + " is not open for writing");
        }
        assertThat(own).hasContent("o");
    }

    @Test
    void aDescriptorOpenForWritingIsAppendedTo() throws IOException {
        Path own = folder.resolve("own");
        try (OutputStream open = Files.newOutputStream(own)) {
            open.write('o');
            try (OutputStream out = LogFiles.descriptor(descriptorOf(own))) {
                out.write('k');
            }
        }
        assertThat(own).hasContent("ok");
    }

    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : all.toList()) {
                if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
                    return Integer.parseInt(descriptor.getFileName().toString());
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }
}
