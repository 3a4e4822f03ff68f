package org.bactrian.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.job.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a cluster: what is wrong with them is named with its line. */
class ClusterFileTest {
    private static final String URL = "bactrian.cluster.url = jdbc:postgresql://db/bactrian\n";

    @TempDir
    Path folder;

    private ClusterFile read(String text) throws IOException {
        Files.writeString(folder.resolve(ClusterFile.NAME), text);
        return ClusterFile.read(folder, "alpha", new Secret(Map.of("WORD", "x"), reference -> reference));
    }

    @Test
    void withoutAnAddressThereIsNoCluster() throws IOException {
        assertThat(ClusterFile.read(folder, "alpha", new Secret(Map.of(), reference -> reference)).options()).isEmpty();
        assertThat(read(Files.readString(Path.of("config/cluster.properties")))).isEqualTo(new ClusterFile(Optional.empty(), List.of()));
    }

    @Test
    void theShippedFileIsInOrderOnceItsLinesCount() throws IOException {
        String live = Files.readString(Path.of("config/cluster.properties")).replaceAll("(?m)^#(bactrian\\.)", "$1")
                .replaceAll("file:/run/[^\n]*", "env:WORD");
        ClusterFile file = read(live);
        assertThat(file.problems()).isEmpty();
        ClusterOptions options = file.options().orElseThrow();
        assertThat(options.allLabels()).containsExactly("alpha", "storage", "east");
        assertThat(options.tolerance()).isEqualTo(Duration.ofSeconds(15));
        assertThat(QuartzSettings.of(options, "east")).containsEntry("org.quartz.scheduler.instanceName", "bactrian@east")
                .containsEntry("org.quartz.jobStore.isClustered", "true").containsEntry("org.quartz.jobStore.misfireThreshold", "60000");
    }

    @Test
    void theNodeIsTheHostUnlessTheFileSaysAnother() throws IOException {
        assertThat(read(URL).options().orElseThrow().node()).isEqualTo("alpha");
        assertThat(read(URL + "bactrian.cluster.node = beta\n").options().orElseThrow().node()).isEqualTo("beta");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bactrian.cluster.url=jdbc:mysql://db/x                  | the address has to be one of PostgreSQL
            bactrian.cluster.url=jdbc:postgresql://db/x?password=p1 | a password must not stand in the address
            bactrian.cluster.password = plain-word                  | the password has to be a reference
            bactrian.cluster.labels = east, w est                   | 'w est' is no label
            bactrian.cluster.clock-tolerance = soon                 | 'soon' is no number of seconds
            bactrian.cluster.lable = east                           | there is no key 'bactrian.cluster.lable' here
            org.quartz.jobStore.isClustered = false                 | 'org.quartz.jobStore.isClustered' is set by the program
            org.quartz.dataSource.x.password = p1                   | 'org.quartz.dataSource.x.password' is set by the program
            """)
    void whatIsWrongIsNamedWithItsLine(String line, String text) throws IOException {
        ClusterFile file = read((line.startsWith("bactrian.cluster.url") ? "#\n" : URL) + line + "\n");
        assertThat(file.options()).isEmpty();
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith(folder.resolve(ClusterFile.NAME) + ":2: " + text);
            assertThat(problem.toString()).doesNotContain("plain-word", "p1");
        });
        assertThatThrownBy(file::orFail).isInstanceOf(BactrianException.class);
    }

    @Test
    void aPasswordThatIsNotThereIsTheMachinesFault() throws IOException {
        ClusterFile file = read(URL + "bactrian.cluster.password = env:NOTHING\n");
        assertThat(file.options()).isPresent();
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.ofMachine()).isTrue();
            assertThat(problem.line()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource({"28P01,3,refuses the user who or the password", "08001,1,the database cannot be reached: said", "3D000,1,there is no such database"})
    void whatTheDatabaseRefusesIsNamedWithItsLine(String state, int line, String text) throws IOException {
        ClusterOptions options = read(URL + "bactrian.cluster.user=who\nbactrian.cluster.password=env:WORD\n").options().orElseThrow();
        String said = Faults.problem(options, new IllegalStateException(new SQLException("pool", new SQLException("said", state)))).toString();
        assertThat(said).contains(ClusterFile.NAME + ":" + line + ": ", text);
    }
}
