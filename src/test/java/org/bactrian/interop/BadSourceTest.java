package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.route.RunProperties;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are not there, that change while they are read, and clocks that do not fit. */
class BadSourceTest extends BadInput {
    /** More than is read ahead: when a file of this size is named, the next is not read yet, nor all of this one. */
    private static final int LONG = 8_000_000;

    @Test
    void aSourceThatIsNotThere() {
        Program.Result result = target.backup(temp.resolve("no-such"));
        expect(result, ErrorKind.SOURCE_MISSING, "no-such");
        assertThat(store).doesNotExist();
    }

    @Test
    void aSourceThatWentAwayKeepsItsChain() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        TreeListing before = TreeListing.of(source);
        Map<String, String> stored = objects();
        Files.move(source, temp.resolve("elsewhere"));
        expect(target.time(TIME_1).backup(source), ErrorKind.SOURCE_MISSING, source.toString());
        assertThat(objects()).isEqualTo(stored);
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "FULL"})
    void aSourceThatIsSuddenlyEmpty(Mode mode) throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Map<String, String> stored = objects();
        for (String name : List.of("a", "b", "c")) {
            remove(source.resolve(name));
        }
        expect(target.time(TIME_1).backup(source, mode), ErrorKind.SOURCE_MISSING, source + " is empty");
        assertThat(objects()).isEqualTo(stored);
        target.time(TIME_1).backup(source, new SelectionOptions(List.of(), false, false, true)).expectSuccess();
        target.restore(restored).expectSuccess();
        assertThat(restored).isEmptyDirectory();
        target.time(TIME_1.plusSeconds(9)).backup(source).expectSuccess();
    }

    @Test
    void aFileThatBecomesALinkBeforeItIsLookedAt() throws IOException {
        try (Program inTurn = Program.start(Map.of(), Map.of(RunProperties.TREE_THREADS, "1"))) {
            target = inTurn.at("file://" + store, temp.resolve("archive"));
            becomesALink().expectSuccess();
            target.restore(restored).expectSuccess();
            assertThat(restored.resolve("b")).isSymbolicLink();
            assertNextIncrementIsTrue();
        }
    }

    @Test
    void aFileThatBecomesALinkBeforeItIsRead() throws IOException {
        try (Program ahead = Program.start(Map.of(), Map.of(RunProperties.TREE_THREADS, "2"))) {
            target = ahead.at("file://" + store, temp.resolve("archive"));
            write(source.resolve("a"), noise(LONG));
            Program.Result result = becomesALink();
            assertThat(result.exitCode()).isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
            assertThat(result.text()).contains("b: is a symbolic link");
            target.restore(restored).expectSuccess();
            assertThat(restored.resolve("b")).doesNotExist();
            assertNextIncrementIsTrue();
        }
    }

    private Program.Result becomesALink() throws IOException {
        Files.writeString(temp.resolve("secret"), "not of the source");
        return target.time(TIME_0).listening(line -> {
            if (line.equals("A a")) {
                remove(source.resolve("b"));
                link(source.resolve("b"), temp.resolve("secret"));
            }
        }).backup(source);
    }

    private static void link(Path link, Path to) {
        try {
            Files.createSymbolicLink(link, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatShrinksWhileItIsRead() throws IOException {
        write(source.resolve("b"), noise(LONG));
        Program.Result result = target.time(TIME_0).listening(line -> {
            if (line.equals("A b")) {
                write(source.resolve("b"), new byte[10]);
            }
        }).backup(source);
        assertThat(result.text()).contains("b changed while it was read");
        assertThat(result.failure()).isNull();
        target.restore(restored).expectSuccess();
        assertThat(Files.size(restored.resolve("b"))).isBetween(10L, LONG - 1L);
        assertThat(Files.readString(restored.resolve("c"))).isEqualTo("last\n");
        assertNextIncrementIsTrue();
    }

    @Test
    void aFileThatGrowsWhileItIsRead() throws IOException {
        write(source.resolve("b"), noise(LONG));
        target.time(TIME_0).listening(line -> {
            if (line.equals("A b")) {
                write(source.resolve("b"), noise(3 * LONG));
            }
        }).backup(source).expectSuccess();
        target.restore(restored).expectSuccess();
        assertThat(Files.size(restored.resolve("b"))).isGreaterThanOrEqualTo(LONG);
        assertNextIncrementIsTrue();
    }

    @Test
    void aFileThatVanishesBeforeItIsRead() throws IOException {
        write(source.resolve("a"), noise(LONG));
        Program.Result result = target.time(TIME_0).listening(line -> {
            if (line.equals("A a")) {
                remove(source.resolve("b"));
            }
        }).backup(source);
        assertThat(result.lines()).anyMatch(line -> line.startsWith("Vanished before it could be read: ") && line.endsWith("b"));
        assertThat(result.exitCode()).isZero();
        target.restore(restored).expectSuccess();
        assertThat(restored.resolve("b")).doesNotExist();
        assertThat(Files.readString(restored.resolve("c"))).isEqualTo("last\n");
        assertNextIncrementIsTrue();
    }

    private void assertNextIncrementIsTrue() throws IOException {
        TreeListing now = TreeListing.of(source);
        target.time(TIME_1).backup(source).expectSuccess();
        target.restore(temp.resolve("next")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("next")).differencesFrom(now)).isEmpty();
    }

    @Test
    void aSocketIsSaidAndLeftOut() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(source.resolve("socket")));
            Program.Result result = target.backup(source).expectSuccess();
            assertThat(result.lines()).anyMatch(line -> line.startsWith("Skipping socket ") && line.endsWith("socket"));
        }
        target.restore(restored).expectSuccess();
        assertThat(restored.resolve("socket")).doesNotExist();
        assertThat(restored.resolve("c")).exists();
    }

    @Test
    void twoSetsInTheSameSecond() throws IOException {
        target.time(TIME_0).backup(source, Mode.FULL).expectSuccess();
        TreeListing first = TreeListing.of(source);
        Map<String, String> stored = objects();
        Files.writeString(source.resolve("a"), "changed in the same second\n");
        target.time(TIME_0).backup(source).expectSuccess();
        target.time(TIME_0).backup(source, Mode.FULL).expectSuccess();
        assertThat(objects()).containsAllEntriesOf(stored).hasSize(9);
        target.time(TIME_0).restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(first)).isEmpty();
        target.restore(temp.resolve("last")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("last")).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "FULL"})
    void aClockThatWentBack(Mode mode) throws IOException {
        target.time(TIME_1).backup(source).expectSuccess();
        Map<String, String> stored = objects();
        expect(target.time(TIME_0).backup(source, mode), ErrorKind.USER_ERROR, "2024-01-02");
        assertThat(objects()).isEqualTo(stored);
    }
}
