package org.bactrian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static boolean isOurs(Path descriptor, Path own) throws IOException {
        try {
            Path file = Files.readSymbolicLink(descriptor);
            return file.equals(own.toRealPath()) || file.toString().endsWith(".jar");
        } catch (NoSuchFileException e) {
            return false; // closed meanwhile, by another thread of this JVM
        }
    }

    /** Among them the jars on the class path, open for reading, and this file, open for writing. */
    @Test
    void noDescriptorThatTheJvmOpenedIsWrittenTo() throws IOException {
        Path own = folder.resolve("own");
        try (OutputStream open = Files.newOutputStream(own); Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            open.write('o');
            int refused = 0;
            for (Path descriptor : all.toList()) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                // other files may be open in this JVM by inheritance from whoever runs the tests
                if (number > 2 && isOurs(descriptor, own)) {
                    assertThatThrownBy(() -> LogFiles.descriptor(number).close()).as(descriptor.toString())
                            .isInstanceOf(BactrianException.class);
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
        assertThat(own).hasContent("o");
    }
}
