package org.bactrian.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bactrian.source.EntryName;
import org.bactrian.source.RawPath;

/**
 * A tree with everything in it that has ever gone wrong, in the spirit of the golden chains' tree ({@code goldens/README.md}),
 * with the same bytes, modes and times each time it is made. {@link #build} makes its first state and {@link #change} edits it
 * into the second one. What only root may make or read (mode 0000) is left out for others. Needs {@code mkfifo} and {@code touch}.
 */
public final class TrickyTree {
    /** 2024-01-01T00:00:00Z, the goldens' time 0; the first state's times are in the twelve hours before it. */
    public static final long TIME_0 = 1704067200L;
    /** A day later; the second state's new times are in the twelve hours before it. */
    public static final long TIME_1 = TIME_0 + 86400;

    private static final int HALF_DAY = 43200;
    private static final String LONG_FOLDER = "long-directory-name-number-00-dddddddddddddddddddddddddddd";
    /** Names in the tar are {@code snapshot/} and this: 100 and 101 bytes. */
    private static final String FITS = "m".repeat(91);
    private static final String JUST_TOO_LONG = "m".repeat(92);

    private final Path root;
    private final boolean asRoot;
    private final long time;

    private TrickyTree(Path root, long time) throws IOException {
        this.root = root;
        this.time = time;
        this.asRoot = Integer.valueOf(0).equals(Files.getAttribute(root, "unix:uid"));
    }

    /**
     * Makes the first state.
     *
     * @param root a folder; made if it is missing, must be empty and belong to the user the test runs as
     * @return the folder
     */
    public static Path build(Path root) throws IOException {
        Files.createDirectories(root);
        TrickyTree tree = new TrickyTree(root, TIME_0);
        tree.names();
        tree.sizes();
        tree.links();
        tree.modes();
        tree.folders();
        tree.toBeChanged();
        tree.fifo("fifo", 0640);
        tree.settle();
        return root;
    }

    /**
     * Edits the first state into the second: each type becomes each other one, things go, come, move, grow and shrink.
     *
     * @param root what {@link #build} made
     * @return the folder
     */
    public static Path change(Path root) throws IOException {
        TrickyTree tree = new TrickyTree(root, TIME_1);
        tree.changeTypes();
        tree.changeContents();
        tree.removeAndMove();
        return root;
    }

    private void names() throws IOException {
        for (String name : new String[] {" ", "%41percent", "-dash", "...", ".hidden", "back\\slash", "colon:semi;star*?[x]", "cr\rname",
                "hash#tilde~", "new\nline", "nfc-\u00e9", "nfd-e\u0301", "quote\"double", "quote'single", "tab\tname", "trailing space ",
                "\u00fcn\u00efcode-\u65e5\u672c\u8a9e-\ud83d\ude00", "duplicity-full.part", "snapshot", "control-\u0001\u007f",
                "n".repeat(255), FITS, JUST_TOO_LONG}) {
            file(name, ("named " + name).getBytes(StandardCharsets.UTF_8));
        }
        for (String hex : new String[] {"626164fffe6e616d65", "6c6174696e312de9", "737572726f676174652deda080", "efbfbd"}) {
            byte[] name = HexFormat.of().parseHex(hex);
            finish(Files.write(RawPath.child(root, name), name), 0644);
        }
        String path = "";
        for (int i = 0; i < 6; i++) {
            path += LONG_FOLDER.replace("00", "0" + i) + "/";
        }
        file(path + "at-the-bottom", "deep".getBytes(StandardCharsets.UTF_8));
        file("g".repeat(240) + "/" + "\u00e9".repeat(120), new byte[700]);
    }

    private void sizes() throws IOException {
        file("empty", new byte[0]);
        for (int size : new int[] {1, 511, 512, 513, 65535, 65536, 65537, 131072}) {
            file(String.format("size-%06d", size), noise(size));
        }
        file("num/1", noise(3));
        file("num/42", noise(70000));
        file("large.bin", noise(2_000_000));
        file("zeros", new byte[200_000]);
    }

    private void links() throws IOException {
        link("ln-absolute", "/nonexistent/absolute/target");
        link("ln-dangling", "no-such");
        link("ln-dir", "dir");
        link("ln-relative", "dir/x");
        link("ln-self", "ln-self");
        link("ln-space", "a b\nc");
        link("ln-unicode", "\u00e9");
        link("ln-long", "t/".repeat(75) + "end");
        link("ln-100", "t".repeat(100));
        link("ln-101", "t".repeat(101));
        link("symlink-retarget", "old-target");
        Files.createSymbolicLink(root.resolve("ln-bytes"), RawPath.of(HexFormat.of().parseHex("746f2dfffe")));
        file("dir/x", "x\n".getBytes(StandardCharsets.UTF_8));
        Files.createLink(root.resolve("hard-link-to-dir-x"), root.resolve("dir/x"));
    }

    private void modes() throws IOException {
        for (int mode : new int[] {0400, 0600, 0755, 02755, 04755}) {
            finish(file(String.format("mode-%04o", mode), "mode\n".getBytes(StandardCharsets.UTF_8)), mode);
        }
        if (asRoot) {
            finish(file("mode-0000", "mode\n".getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    private void folders() throws IOException {
        file("dir-order", noise(63));
        file("dir.d", noise(31));
        Files.createDirectory(root.resolve("empty-dir"));
        for (int mode : new int[] {0555, 0700, 01777, 02755}) {
            String name = String.format("dir-%04o", mode);
            file(name + "/in", "inside\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void toBeChanged() throws IOException {
        for (String name : new String[] {"chmod-only", "del-file", "file-to-dir", "file-to-fifo", "file-to-symlink", "mod-small", "rename-old",
                "touch-only"}) {
            file(name, noise(2000 + name.length()));
        }
        file("empty-then-full", new byte[0]);
        file("full-then-empty", noise(3000));
        file("grows", noise(60_000));
        file("del-tree/sub/deeper/b", noise(2));
        file("dir-to-file/child", noise(2));
        Files.createDirectory(root.resolve("dir-to-symlink"));
        link("symlink-to-file", "dir");
        fifo("fifo-to-file", 0644);
    }

    private void changeTypes() throws IOException {
        delete("file-to-dir");
        file("file-to-dir/inside", noise(10));
        finish(root.resolve("file-to-dir"), 0755);
        delete("file-to-fifo");
        fifo("file-to-fifo", 0644);
        delete("file-to-symlink");
        link("file-to-symlink", "dir/x");
        delete("dir-to-file/child", "dir-to-file");
        file("dir-to-file", noise(100));
        delete("dir-to-symlink");
        link("dir-to-symlink", "dir");
        delete("symlink-to-file");
        file("symlink-to-file", noise(100));
        delete("fifo-to-file");
        file("fifo-to-file", noise(100));
        delete("symlink-retarget");
        link("symlink-retarget", "new-target");
    }

    private void changeContents() throws IOException {
        Files.setAttribute(root.resolve("chmod-only"), "unix:mode", 0600);
        finish(root.resolve("touch-only"), 0644);
        file("empty-then-full", noise(70_000));
        file("full-then-empty", new byte[0]);
        file("grows", noise(150_000));
        edit("mod-small", 100, 10);
        edit("large.bin", 900_000, 72_000);
        edit("num/42", 66_000, 5);
    }

    private void edit(String name, int offset, int length) throws IOException {
        byte[] content = Files.readAllBytes(root.resolve(name));
        System.arraycopy(noise(length), 0, content, offset, length);
        file(name, content);
    }

    private void removeAndMove() throws IOException {
        delete("del-file", "del-tree/sub/deeper/b", "del-tree/sub/deeper", "del-tree/sub", "del-tree");
        Files.move(root.resolve("rename-old"), root.resolve("rename-new"));
        file("new-file", noise(20));
        file("new-dir/in", noise(20));
        finish(root.resolve("new-dir"), 0755);
        finish(root, 0755);
    }

    /** Folders last and innermost first: what is put into them changes their times. */
    private void settle() throws IOException {
        for (EntryName name : TreeListing.of(root).names().stream().sorted((a, b) -> b.compareTo(a)).toList()) {
            Path path = RawPath.resolve(root, name);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                String text = path.getFileName().toString();
                boolean saysMode = !name.isRoot() && text.matches("dir-[0-7]{4}");
                finish(path, saysMode ? Integer.parseInt(text.substring(4), 8) : 0755);
            }
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        return finish(Files.write(path, content), 0644);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    private void fifo(String name, int mode) throws IOException {
        Path path = root.resolve(name);
        run("mkfifo", path.toString());
        Files.setAttribute(path, "unix:mode", mode);
        run("touch", "-c", "-d", "@" + timeOf(path), path.toString()); // Java would open it, and wait for a writer
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void delete(String... names) throws IOException {
        for (String name : names) {
            Files.delete(root.resolve(name));
        }
    }

    /** Sets the mode, and a time that follows from the name. */
    private Path finish(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
        Files.setLastModifiedTime(path, FileTime.fromMillis(timeOf(path) * 1000));
        return path;
    }

    private long timeOf(Path path) {
        return time - HALF_DAY + Math.floorMod(Arrays.hashCode(RawPath.bytes(root.relativize(path))), HALF_DAY);
    }

    /** Random bytes, the same for the same length and state. */
    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(time + length).nextBytes(bytes);
        return bytes;
    }
}
