package org.bactrian.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared test data: made twice it is the same, and a listing survives its own text form. */
class TrickyTreeTest {
    @TempDir
    Path temp;

    @Test
    void isTheSameEachTime() throws IOException {
        TreeListing one = TreeListing.of(TrickyTree.build(temp.resolve("one")));
        TreeListing two = TreeListing.of(TrickyTree.build(temp.resolve("two")));
        assertThat(one.differencesFrom(two)).isEmpty();
        assertThat(one.names()).hasSizeGreaterThan(80);

        TreeListing changedOne = TreeListing.of(TrickyTree.change(temp.resolve("one")));
        TreeListing changedTwo = TreeListing.of(TrickyTree.change(temp.resolve("two")));
        assertThat(changedOne.differencesFrom(changedTwo)).isEmpty();
        assertThat(changedOne.differencesFrom(one)).hasSizeGreaterThan(30)
                .contains("chmod-only: mode is 0600, expected 0644", "file-to-fifo: type is fifo, expected file");
    }

    @Test
    void readsWhatItWrites() throws IOException {
        TreeListing listing = TreeListing.of(TrickyTree.build(temp.resolve("tree")));
        Path tsv = Files.writeString(temp.resolve("tree.tsv"), listing.toString());
        assertThat(TreeListing.read(tsv).differencesFrom(listing)).isEmpty();
        assertThat(TreeListing.read(tsv)).hasToString(listing.toString());
    }

    @Test
    void readsTheGoldens() throws IOException {
        Path tsv = Path.of("src/test/resources/goldens/plain/tree-0.tsv");
        assertThat(TreeListing.golden("plain", 0)).hasToString(Files.readString(tsv));
        assertThat(TreeListing.golden("plain", 0).below("num").toString()).contains("\n.\tdir", "\n1\tfile", "\n42\tfile");
        assertThat(TreeListing.golden("plain", 1).differencesFrom(TreeListing.golden("plain", 0)))
                .anyMatch(line -> line.startsWith("missing:      del-file"));
    }
}
