package org.bactrian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** So are the JVM's own jars. */
    @Test
    void noDescriptorThatIsOpenForReadingIsWrittenTo() throws IOException {
        Path own = Files.writeString(folder.resolve("own"), "o");
        try (FileChannel open = FileChannel.open(own, StandardOpenOption.READ)) {
            assertThat(open.isOpen()).isTrue();
            int number = descriptorOf(own);
            assertThatThrownBy(() -> LogFiles.descriptor(number).close()).isInstanceOf(BactrianException.class)
                    .hasMessageContaining("descriptor " + number + " is not open for writing");
        }
        assertThat(own).hasContent("o");
    }

    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : all.toList()) {
                try {
                    if (Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
                        return Integer.parseInt(descriptor.getFileName().toString());
                    }
                } catch (NoSuchFileException e) {
                    // closed by another thread meanwhile
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }
}
