package org.bactrian.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Selector.Choice;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
    @TempDir
    Path temp;
    private final List<String> heard = new ArrayList<>();

    @Test
    void goesThroughTheTrickyTreeInArchiveOrder() throws IOException {
        Path tree = TrickyTree.build(temp.resolve("tree"));
        assertThat(names(walk(tree, Selector.everything()))).isEqualTo(TreeListing.of(tree).names());
        assertThat(heard).isEmpty();
    }

    @Test
    void comparesComponentsNotStrings() throws IOException {
        file("dir/x");
        file("dir-order");
        file("dir.d");
        file("dir/sub/y");
        assertThat(shown(walk(temp, Selector.everything())))
                .containsExactly(".", "dir", "dir/sub", "dir/sub/y", "dir/x", "dir-order", "dir.d");
    }

    @Test
    void tellsWhatTheArchiveKeepsAndWhatTellsAChange() throws IOException {
        Path file = file("f");
        Files.setAttribute(file, "unix:mode", 04751);
        Files.setLastModifiedTime(file, FileTime.from(1_600_000_001_900_000_000L, TimeUnit.NANOSECONDS));
        Files.createSymbolicLink(temp.resolve("l"), Path.of("to/no where"));
        List<SourceEntry> found = list(walk(temp, Selector.everything()));
        SourceEntry f = found.get(1);
        assertThat(f.entry().type()).isEqualTo(EntryType.FILE);
        assertThat(f.entry().mode()).isEqualTo(04751);
        assertThat(f.entry().mtime()).isEqualTo(1_600_000_001L);
        assertThat(f.entry().size()).isEqualTo(1);
        assertThat(f.entry().uid()).isEqualTo(((Integer) Files.getAttribute(file, "unix:uid")).longValue());
        assertThat(f.entry().userName()).isEqualTo(Files.getOwner(file).getName());
        assertThat(f.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
        assertThat(f.device()).isEqualTo(Files.getAttribute(file, "unix:dev"));
        assertThat(f.changeTime()).isEqualTo(((FileTime) Files.getAttribute(file, "unix:ctime")).to(TimeUnit.NANOSECONDS));
        assertThat(found.get(2).entry().type()).isEqualTo(EntryType.SYMLINK);
        assertThat(new String(found.get(2).entry().linkTarget(), StandardCharsets.UTF_8)).isEqualTo("to/no where");
    }

    @Test
    void dropsFractionsTowardsZeroAndReplacesNegativeTimes() throws Exception {
        Files.setLastModifiedTime(file("fraction"), FileTime.from(-500, TimeUnit.MILLISECONDS));
        Process touch = new ProcessBuilder("touch", "-d", "@10413792000", file("later").toString()).start(); // Java stops at 2262
        assertThat(touch.waitFor()).isZero();
        Files.setLastModifiedTime(file("old"), FileTime.from(-315619200, TimeUnit.SECONDS));
        Files.setLastModifiedTime(file("old-and-left-out"), FileTime.from(-315619200, TimeUnit.SECONDS));
        List<SourceEntry> found = list(walk(temp, c -> c.name().toString().endsWith("out") ? Choice.EXCLUDE : Choice.INCLUDE));
        assertThat(found.subList(1, 4)).extracting(e -> e.entry().mtime()).containsExactly(0L, 10413792000L, 0L);
        assertThat(heard).containsExactly("negative old");
    }

    @Test
    void namesUnknownOwnersWithNothing() throws IOException {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(temp, "unix:uid")), "only root can give files away");
        Files.setAttribute(file("a"), "unix:uid", 123456);
        Files.setAttribute(temp.resolve("a"), "unix:gid", -2); // 4294967294
        Entry entry = list(walk(temp, Selector.everything())).get(1).entry();
        assertThat(entry.uid()).isEqualTo(123456);
        assertThat(entry.gid()).isEqualTo(4294967294L);
        assertThat(entry.userName()).isEmpty();
        assertThat(entry.groupName()).isEmpty();
    }

    @Test
    void takesDeviceNumbersApart() throws Exception {
        assertThat(EntryReader.major(0x103)).isEqualTo(1);
        assertThat(EntryReader.minor(0x103)).isEqualTo(3);
        assertThat(EntryReader.major(0x0000_1000_0000_0000L)).isEqualTo(0x1000);
        assertThat(EntryReader.minor(0x0000_0000_0010_0000L)).isEqualTo(0x100);
        if (Integer.valueOf(0).equals(Files.getAttribute(temp, "unix:uid"))
                && new ProcessBuilder("mknod", temp + "/b", "b", "4000", "70000").start().waitFor() == 0) {
            Entry entry = list(walk(temp, Selector.everything())).get(1).entry();
            assertThat(entry.type()).isEqualTo(EntryType.BLOCK_DEVICE);
            assertThat(entry.deviceMajor()).isEqualTo(4000);
            assertThat(entry.deviceMinor()).isEqualTo(70000);
        }
    }

    @Test
    void leavesOutWhatIsExcludedWithoutLookingAtIt() throws IOException {
        file("keep/a");
        file("skip/b");
        List<String> asked = new ArrayList<>();
        Walk walk = new Walk(temp, bytes("./src//"), candidate -> {
            asked.add(new String(candidate.fullPath(), StandardCharsets.UTF_8));
            return candidate.name().equals(EntryName.of("skip")) ? Choice.EXCLUDE : Choice.INCLUDE;
        }, false, listener);
        assertThat(shown(walk)).containsExactly(".", "keep", "keep/a");
        assertThat(asked).containsExactly("src/keep", "src/keep/a", "src/skip");
    }

    @Test
    void keepsScannedFoldersOnlyForWhatIsInThem() throws IOException {
        file("a/b/wanted");
        file("a/b/zzz");
        file("a/c/no");
        file("d/e/no");
        file("f/wanted");
        file("scanned-file");
        Walk walk = walk(temp, c -> c.name().toString().endsWith("wanted") ? Choice.INCLUDE : Choice.SCAN);
        assertThat(shown(walk)).containsExactly(".", "a", "a/b", "a/b/wanted", "f", "f/wanted");
    }

    @Test
    void doesNotEnterAFolderTakenAsAnEmptyOne() throws IOException {
        file("a/x");
        file("b/x");
        Selector selector = c -> c.name().equals(EntryName.of("a")) ? Choice.INCLUDE_EMPTY : Choice.INCLUDE;
        assertThat(shown(walk(temp, selector))).containsExactly(".", "a", "b", "b/x");
        assertThat(heard).isEmpty();
    }

    @Test
    void showsTheRootAsDuplicityDoes() {
        assertThat(Walk.shownRoot(bytes("."))).isEqualTo(bytes("."));
        assertThat(Walk.shownRoot(bytes("./"))).isEqualTo(bytes("."));
        assertThat(Walk.shownRoot(bytes("./e/"))).isEqualTo(bytes("e"));
        assertThat(Walk.shownRoot(bytes("e//../e/."))).isEqualTo(bytes("e/../e"));
        assertThat(Walk.shownRoot(bytes("/a//b/"))).isEqualTo(bytes("/a/b"));
        assertThat(Walk.shownRoot(bytes("/"))).isEqualTo(bytes("/"));
    }

    @Test
    void takesASingleFileOrLinkAsRoot() throws IOException {
        Path file = file("single");
        Path link = Files.createSymbolicLink(temp.resolve("link"), file.getFileName());
        assertThat(list(walk(file, Selector.everything()))).singleElement()
                .satisfies(e -> assertThat(e.entry().isFile() && e.name().isRoot()).isTrue());
        assertThat(list(walk(link, Selector.everything()))).singleElement()
                .satisfies(e -> assertThat(e.entry().type()).isEqualTo(EntryType.SYMLINK));
    }

    @Test
    void leavesOutSocketsWithAWord() throws IOException {
        file("a");
        Path socket = temp.resolve("so");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(shown(walk(temp, Selector.everything()))).containsExactly(".", "a");
            assertThat(heard).containsExactly("socket root/so");
            assertThatThrownBy(() -> walk(socket, Selector.everything())).isInstanceOf(BactrianException.class).hasMessageContaining("socket");
        }
    }

    @Test
    void refusesAMissingRoot() {
        assertThatThrownBy(() -> walk(temp.resolve("missing"), Selector.everything()))
                .isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_MISSING));
    }

    @Test
    void reportsWhatVanishesWhileItIsOnItsWay() throws IOException {
        file("a");
        file("b");
        assertThat(shown(walk(temp, deleting("a")))).containsExactly(".", "b");
        assertThat(heard).containsExactly("vanished root/a");
    }

    @Test
    void deliversAFolderThatCannotBeListed() throws IOException {
        file("d/inside");
        file("e");
        Selector swapping = candidate -> {
            if (candidate.name().equals(EntryName.of("d")) && candidate.type() == EntryType.DIRECTORY) {
                delete(temp.resolve("d/inside"));
                delete(temp.resolve("d"));
                write(temp.resolve("d"));
            }
            return Choice.SCAN;
        };
        List<SourceEntry> found = list(walk(temp, swapping));
        assertThat(found).extracting(e -> e.name().toString()).containsExactly(".", "d");
        assertThat(found.get(1).state()).isEqualTo(SourceEntry.State.CHILDREN_UNREADABLE);
        assertThat(heard).singleElement().asString().startsWith("unreadable root/d: ");
    }

    /** The names of entries behind a path of more than 4095 bytes can be listed, and nothing else be done with them. */
    @Test
    void deliversTheNameOfWhatCannotBeLookedAt() throws IOException {
        String part = ("p".repeat(250) + "/").repeat(8);
        Path upper = Files.createDirectories(temp.resolve("u/" + part));
        Path lower = Files.createDirectories(temp.resolve("l/" + part));
        Files.createDirectory(lower.resolve("q".repeat(100)));
        Files.move(temp.resolve("l"), upper.resolve("l"));
        try {
            List<SourceEntry> found = list(walk(temp.resolve("u"), Selector.everything()));
            SourceEntry last = found.get(found.size() - 1);
            assertThat(last.state()).isEqualTo(SourceEntry.State.UNREADABLE);
            assertThat(last.entry()).isNull();
            assertThat(found.get(found.size() - 2).state()).isEqualTo(SourceEntry.State.READABLE);
            assertThat(heard).singleElement().asString().startsWith("unreadable root/p").endsWith("File name too long");
        } finally {
            Files.move(upper.resolve("l"), temp.resolve("l"));
        }
    }

    @Test
    void reportsWhatItMayNotRead() throws IOException {
        assumeTrue(!Integer.valueOf(0).equals(Files.getAttribute(temp, "unix:uid")), "root may read everything");
        file("locked/in");
        file("names-only/in");
        Files.setAttribute(temp.resolve("locked"), "unix:mode", 0);
        Files.setAttribute(temp.resolve("names-only"), "unix:mode", 0400);
        List<SourceEntry> found = list(walk(temp, Selector.everything()));
        assertThat(found).extracting(e -> e.name() + " " + e.state()).containsExactly(". READABLE", "locked CHILDREN_UNREADABLE",
                "names-only READABLE", "names-only/in UNREADABLE");
        assertThat(heard).containsExactly("unreadable root/locked: Permission denied", "unreadable root/names-only/in: Permission denied");
        Files.setAttribute(temp.resolve("locked"), "unix:mode", 0700);
        Files.setAttribute(temp.resolve("names-only"), "unix:mode", 0700);
    }

    @Test
    void followsLinksIfTold() throws IOException {
        file("d/f");
        Files.createSymbolicLink(temp.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(temp.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(temp.resolve("ld"), Path.of("d"));
        Files.createSymbolicLink(temp.resolve("up"), Path.of("."));
        List<SourceEntry> found = list(new Walk(temp, bytes("root"), Selector.everything(), true, listener));
        assertThat(found).extracting(e -> e.name() + " " + e.state()).containsExactly(". READABLE", "d READABLE", "d/f READABLE",
                "ld READABLE", "ld/f READABLE", "up CHILDREN_UNREADABLE");
        assertThat(heard).containsExactly("vanished root/dangling", "vanished root/self", "unreadable root/up: a link to a folder it is in");
    }

    private final WalkListener listener = new WalkListener() {
        @Override
        public void unreadable(byte[] fullPath, String reason) {
            heard.add("unreadable " + new String(fullPath, StandardCharsets.UTF_8) + ": " + reason);
        }

        @Override
        public void vanished(byte[] fullPath) {
            heard.add("vanished " + new String(fullPath, StandardCharsets.UTF_8));
        }

        @Override
        public void skippedSocket(byte[] fullPath) {
            heard.add("socket " + new String(fullPath, StandardCharsets.UTF_8));
        }

        @Override
        public void negativeTime(EntryName name) {
            heard.add("negative " + name);
        }
    };

    private Walk walk(Path root, Selector selector) {
        return new Walk(root, bytes("root"), selector, false, listener);
    }

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private Selector deleting(String name) {
        return candidate -> {
            if (candidate.name().equals(EntryName.of(name))) {
                delete(candidate.path());
            }
            return Choice.INCLUDE;
        };
    }

    private static void delete(Path path) {
        unchecked(path, Files::delete);
    }

    private static void write(Path path) {
        unchecked(path, p -> Files.writeString(p, "now a file"));
    }

    private interface FileWork {
        void on(Path path) throws IOException;
    }

    private static void unchecked(Path path, FileWork work) {
        try {
            work.on(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SourceEntry> list(Walk walk) {
        List<SourceEntry> all = new ArrayList<>();
        walk.forEachRemaining((Consumer<SourceEntry>) all::add);
        return all;
    }

    private static List<EntryName> names(Walk walk) {
        return list(walk).stream().map(SourceEntry::name).toList();
    }

    private static List<String> shown(Walk walk) {
        return names(walk).stream().map(EntryName::toString).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
