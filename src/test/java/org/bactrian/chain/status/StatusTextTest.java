package org.bactrian.chain.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static List<String> text(BackupCollection collection, String archive) {
        List<String> lines = new ArrayList<>(List.of(StatusText.lastFull(collection, UTC)));
        lines.addAll(StatusText.lines(collection, Path.of(archive), UTC));
        return lines;
    }

    private static BackupCollection golden(String folder) throws IOException {
        return BackupCollection.of(NameScheme.standard(), StoreListing.objects(Goldens.names(folder)), List.of());
    }

    @Test
    void isDuplicitysOfTheGoldenChains() throws IOException {
        assertThat(text(golden("chains/remote"), "ARCHIVE/chains"))
                .isEqualTo(Files.readAllLines(Goldens.path("chains/expected/collection-status.txt")));
        List<String> expected = Files.readAllLines(Goldens.path("v3-plain/expected/collection-status.txt"));
        expected.replaceAll(line -> line.replace("chain(s)", "chains"));
        assertThat(text(golden("v3-plain/remote"), "ARCHIVE/v3-plain")).isEqualTo(expected);
    }

    @Test
    void anUnfinishedSetIsCalledIncomplete() throws IOException {
        BackupCollection collection = BackupCollection.of(NameScheme.standard(),
                StoreListing.objects(Goldens.names("interrupted/remote-interrupted")), Goldens.names("interrupted/archive-interrupted"));
        assertThat(text(collection, "/a")).startsWith("Last full backup date: none").contains("No backup chains with active signatures found",
                "Also found 0 backup sets not part of any chain,", "and 1 incomplete backup set.");
    }

    @Test
    void theMachineRecordNamesAllSets() {
        BackupCollection collection = StoreListing.encrypted().full(1).increment(1, 2).full(3).increment(8, 9).collection();
        assertThat(StatusText.record(collection)).containsExactly("backend BackendWrapper", "archive-dir (. dir)", "chain-no-sig 0",
                " full 20240101T000000Z 1 enc", " inc 20240102T000000Z 1 enc", "chain-complete", " full 20240103T000000Z 1 enc",
                "orphaned-sets-num 1", "incomplete-sets-num 0");
    }

    @Test
    void warnsAsDuplicityDoes() {
        List<CollectionWarning> warnings = CollectionWarning.of(StoreListing.plain().full(1).increment(2, 3).volumes(SetId.full(day(6)), 1)
                .collection());
        assertThat(warnings).containsExactly(
                new CollectionWarning(2, "Warning, found the following remote orphaned signature file:\n"
                        + "duplicity-new-signatures.20240102T000000Z.to.20240103T000000Z.sigtar.gz"),
                new CollectionWarning(5, "Warning, found incomplete backup sets, probably left from aborted session"),
                new CollectionWarning(6, "Warning, found the following orphaned backup file:\n"
                        + "[duplicity-inc.20240102T000000Z.to.20240103T000000Z.manifest, "
                        + "duplicity-inc.20240102T000000Z.to.20240103T000000Z.vol1.difftar.gz]"));
        assertThat(CollectionWarning.of(StoreListing.plain().signatures(SetId.full(day(1))).collection()))
                .extracting(CollectionWarning::code).containsExactly(4);
        assertThat(CollectionWarning.of(StoreListing.plain().full(1).collection())).isEmpty();
    }

    @Test
    void theJsonSaysTheSame() throws IOException {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 2).increment(1, 3).increment(8, 9)
                .volumes(id(3, 4), 1).named("caf\u00e9").collection();
        String json = StatusJson.of(collection, set -> SetSignature.by(List.of("ABCD")));
        assertThat(json).isASCII();
        JsonNode root = new ObjectMapper().readTree(json);
        assertThat(root.at("/last_full").asText()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(root.at("/chains/0/active").asBoolean()).isTrue();
        assertThat(root.at("/chains/0/sets/1/start").asText()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(root.at("/chains/0/sets/1/time").asText()).isEqualTo("2024-01-03T00:00:00Z");
        assertThat(root.at("/chains/0/sets/0/size").asLong()).isEqualTo(300);
        assertThat(root.at("/chains/0/hidden")).hasSize(1);
        assertThat(root.at("/orphaned")).hasSize(1);
        assertThat(root.at("/incomplete/0/volumes").asInt()).isEqualTo(1);
        assertThat(root.at("/findings")).hasSize(collection.findings().size());
        assertThat(root.at("/findings/0/kind").asText()).isEqualTo("FOREIGN_OBJECT");
        assertThat(root.at("/chains/0/sets/0/signed/state").asText()).isEqualTo("signed");
        assertThat(root.at("/chains/0/sets/0/signed/by/0").asText()).isEqualTo("ABCD");
        String empty = StatusJson.of(StoreListing.plain().collection(), set -> SetSignature.unsigned());
        assertThat(new ObjectMapper().readTree(empty).at("/last_full").isNull()).isTrue();
    }
}
