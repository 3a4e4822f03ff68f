package org.bactrian.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetTiesTest {
    private static final String BLOCK = "Volume 1:\n    StartingPath   a  \n    EndingPath     b 3\n    Hash SHA1 00ff\n";
    private static final SetId FULL = SetId.full(Instant.parse("2024-01-01T00:00:00Z"));
    private static final SetId INCREMENT = SetId.increment(FULL.time(), Instant.parse("2024-01-02T00:00:00Z"));
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, appendix B.1
    private static final SetTies TIES = new SetTies(Optional.of(INCREMENT), Optional.of(ABC));

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static Manifest read(String header) throws IOException {
        return ManifestReader.read(bytes(header + BLOCK), "M");
    }

    @Test
    void theLinesAreReadAsTheyAreWritten() throws IOException {
        String lines = "Set inc.20240101T000000Z.to.20240102T000000Z\nSignatures SHA256 " + ABC + "\n";
        assertThat(TIES.lines()).isEqualTo(lines);
        assertThat(read("Hostname h\nLocaldir d\n" + lines).ties()).isEqualTo(TIES);
        assertThat(Provenance.read(bytes("Hostname h\nLocaldir d\nLease 3\n" + lines + BLOCK)).ties()).isEqualTo(TIES);
        assertThat(read("Set " + FULL.text() + "\n").ties().set()).contains(FULL);
        assertThat(read("Hostname h\nLocaldir d\n").ties()).isEqualTo(SetTies.NONE);
        assertThat(SetTies.NONE.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set", "Set x", "Set full.20240101T000000", "Set inc.20240101T000000Z", "Set full.20241301T000000Z",
        "Signatures", "Signatures SHA256", "Signatures SHA1 00ff", "Signatures SHA256 00ff", "signatures sha256 zz" + "00"})
    void linesThatMakeNoSenseTieNothing(String line) throws IOException {
        assertThat(read(line + "\n").ties()).isEqualTo(SetTies.NONE);
    }

    @Test
    void aFileOfThatNameInTheFilelistTiesNothing() throws IOException {
        Manifest manifest = ManifestReader.read(bytes(BLOCK + "Filelist 1\n    new      \"\n Set " + FULL.text() + "\n"), "M");
        assertThat(manifest.ties()).isEqualTo(SetTies.NONE);
    }

    @Test
    void theManifestOfAnotherSetIsRefused() {
        TIES.requireSet(INCREMENT, "M");
        SetTies.NONE.requireSet(FULL, "M");
        assertThatThrownBy(() -> ManifestReader.read(bytes(TIES.lines() + BLOCK), "M", FULL)).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.MANIFEST_UNREADABLE))
                .hasMessage("The manifest M is not that of the full of 20240101T000000Z, but of the increment of 20240102T000000Z.");
    }

    @Test
    void otherSignaturesAreRefusedAtTheirEnd() throws IOException {
        assertThat(TIES.proving(bytes("abc"), "S").readAllBytes()).hasSize(3);
        InputStream others = TIES.proving(bytes("abd"), "S");
        assertThat(others.read()).isEqualTo('a');
        assertThat(others.skip(5)).isEqualTo(2);
        assertThatThrownBy(others::read).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.HASH_MISMATCH)).hasMessageContaining("The signatures S are not those of their set");
        assertThatCode(() -> SetTies.NONE.proving(bytes("abd"), "S").readAllBytes()).doesNotThrowAnyException();
    }

    @Test
    void anotherTieTakesThePlaceOfTheOld() throws IOException {
        String before = "Hostname h\nLocaldir d\nLease 3\n";
        String after = BLOCK + "Filelist 1\n    new      \"Set\"\n";
        for (String old : new String[] {"", "Set " + FULL.text() + "\n", "set x\nSIGNATURES SHA256 00\n"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ManifestTies.replace(bytes(before + old + after), out, TIES);
            assertThat(out.toString(ISO_8859_1)).isEqualTo(before + TIES.lines() + after);
        }
    }
}
