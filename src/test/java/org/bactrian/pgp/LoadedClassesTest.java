package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.seal.MemoryObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message with nothing but a passphrase loads: BouncyCastle's signed archives alone take a quarter of a second. */
class LoadedClassesTest {
    @Test
    void aPassphraseNeedsNoBouncyCastle(@TempDir Path folder) throws Exception {
        Path sealed = Files.write(folder.resolve("x.gpg"), MemoryObject.sealed(PgpSeal.builder().passphrase(Passphrase.of("speed")).build(),
                new byte[100]).bytes());
        Path opened = folder.resolve("x");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:class+load",
                "-cp", System.getProperty("java.class.path"), SealSpeed.class.getName(), "open", sealed.toString(), opened.toString())
                .redirectErrorStream(true).start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(loaded).isZero();
        assertThat(opened).hasBinaryContent(new byte[100]);
        assertThat(loaded).contains(CfbInput.class.getName()).doesNotContain("org.bouncycastle.").doesNotContain("compressors.bzip2");
    }
}
