package org.bactrian.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ManifestHashesTest {
    private static String replaced(String text, IntFunction<String> sha1s) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ManifestHashes.replace(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), out, sha1s);
        return out.toString(ISO_8859_1);
    }

    @Test
    void onlyTheHashesOfGoldenManifestsChange() throws IOException {
        int seen = 0;
        for (Path file : Goldens.files()) {
            if (!file.getFileName().toString().endsWith(".manifest")) {
                continue;
            }
            String text = Files.readString(file, ISO_8859_1);
            assertThat(replaced(text, number -> null)).isEqualTo(text);
            String changed = replaced(text, number -> "abc" + number);
            assertThat(changed.replaceAll("Hash SHA1 .*", "")).isEqualTo(text.replaceAll("Hash SHA1 .*", ""));
            Manifest manifest = ManifestReader.read(new ByteArrayInputStream(changed.getBytes(ISO_8859_1)), "M");
            assertThat(manifest.volumes()).isNotEmpty().allSatisfy(v -> assertThat(v.hashHex()).isEqualTo("abc" + v.number()));
            seen++;
        }
        assertThat(seen).isGreaterThan(5);
    }

    @Test
    void aBlockGetsOneHashWhateverItHad() throws IOException {
        String block = "Volume 1:\n    StartingPath   a  \n    EndingPath     b 3\n";
        assertThat(replaced(block + "    Hash MD5 11\n    Hash SHA1 22\n", number -> "33")).isEqualTo(block + "    Hash SHA1 33\n");
    }

    @Test
    void whatLooksLikeAHashInTheFilelistStays() throws IOException {
        String text = "Volume 1:\n    StartingPath   a  \n    EndingPath     b  \n    Hash SHA1 11\nFilelist 2\n    hash     SHA1\n    new      Volume\n";
        assertThat(replaced(text, number -> "22")).isEqualTo(text.replace("SHA1 11", "SHA1 22"));
    }
}
