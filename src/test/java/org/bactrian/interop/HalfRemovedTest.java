package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.KeepRules;
import org.bactrian.request.RemoveRequest;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A removal that died after a set's manifest: the next run removes the rest, if it was noted; else the set only lost its manifest. */
class HalfRemovedTest extends BadInput {
    private static final String NOTE = "bactrian-removal";

    @BeforeEach
    void twoFulls() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        target.time(TIME_1).backup(source, Mode.FULL).expectSuccess();
        Files.delete(store.resolve(FULL + "manifest"));
    }

    @ParameterizedTest(name = "noted: {0}")
    @ValueSource(booleans = {true, false})
    void theNextBackupRemovesTheRest(boolean noted) throws IOException {
        note(noted);
        Files.writeString(source.resolve("a"), "changed\n");
        Program.Result result = target.time(TIME_1.plusSeconds(9)).backup(source).expectSuccess();
        assertThat(objects().keySet().stream().anyMatch(name -> name.contains("20240101"))).as(result.text()).isNotEqualTo(noted);
        target.time(TIME_1.plusSeconds(99)).backup(source).expectSuccess();
        assertThat(target.archive().resolve(NOTE)).doesNotExist();
    }

    @ParameterizedTest(name = "noted: {0}")
    @ValueSource(booleans = {true, false})
    void soDoesTheNextRemoval(boolean noted) throws IOException {
        note(noted);
        program.send("remove-all-but-n-full", new RemoveRequest(target.force().target(), RemoveRequest.Rule.ALL_BUT_N_FULL, null, 1,
                KeepRules.NONE, false), target.seals()).expectSuccess();
        assertThat(objects().keySet().stream().anyMatch(name -> name.contains("20240101"))).isNotEqualTo(noted);
        target.restore(restored).expectSuccess();
    }

    private void note(boolean noted) throws IOException {
        if (noted) {
            Files.writeString(target.archive().resolve(NOTE), FULL + "manifest\n");
        }
    }
}
