package org.bactrian.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
    private static final int ROUNDS = 200;
    private static final int FILES = 50;

    @TempDir
    Path temp;

    @Test
    void takesAllButWhatALinkPointsTo() throws Exception {
        Path kept = Files.createFile(temp.resolve("kept"));
        Path folder = Files.createDirectories(temp.resolve("folder/in/it")).getParent();
        Files.createFile(folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("link"), kept);
        TreeRemoval.of(temp.resolve("folder"));
        assertThat(temp.resolve("folder")).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void aFolderThatIsGoneIsRemoved() throws Exception {
        TreeRemoval.of(temp.resolve("none"));
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    @Timeout(60)
    void passesOverWhatAnotherTakesAway() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = Files.createDirectory(temp.resolve("round-" + round));
            for (int i = 0; i < FILES; i++) {
                Files.createFile(folder.resolve("socket-" + i));
            }
            AtomicBoolean going = new AtomicBoolean();
            Thread other = new Thread(() -> {
                going.set(true);
                for (int i = FILES - 1; i >= 0; i--) {
                    folder.resolve("socket-" + i).toFile().delete();
                }
            });
            other.start();
            while (!going.get()) {
                Thread.onSpinWait();
            }
            TreeRemoval.of(folder);
            other.join();
            assertThat(folder).doesNotExist();
        }
    }
}
