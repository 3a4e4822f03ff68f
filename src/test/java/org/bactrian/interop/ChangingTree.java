package org.bactrian.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.posix.Folder;
import org.bactrian.source.RawPath;
import org.bactrian.testkit.TreeListing;

/** A small random tree and random edits of it, the same for the same seed but for the times of folders. */
final class ChangingTree {
    private static final long FIRST_TIME = 1_700_000_000L;
    private static final int[] SIZES = {0, 1, 100, 511, 512, 513, 2047, 2048, 2049, 5000, 65_535, 65_536, 65_537, 131_072, 200_000};
    private static final int[] FILE_MODES = {0644, 0600, 0755, 0444, 04755, 02711};
    private static final int[] FOLDER_MODES = {0755, 0700, 01777, 02755, 0555};
    private static final int[] OWNERS = {0, 1, 2, 12_345};
    private static final List<byte[]> NAMES = new ArrayList<>();

    static {
        for (String name : new String[] {"a", "a.b", "a b", "A", "b", "zz", "snapshot", "-x", "new\nline", "q\"uo'te", "\u00e9t\u00e9", "%41",
                "back\\slash", "n".repeat(120), "m".repeat(255)}) {
            NAMES.add(name.getBytes(StandardCharsets.UTF_8));
        }
        NAMES.add(HexFormat.of().parseHex("fe61ff"));
        NAMES.add(HexFormat.of().parseHex("c3"));
    }

    private final Path root;
    private final Random random;
    private final boolean sneaky;
    private final boolean asRoot = Folder.mayChangeOwners();
    private long time = FIRST_TIME;

    /**
     * Makes the first state.
     *
     * @param root   made
     * @param sneaky whether edits may keep the modification time, which duplicity cannot see
     */
    ChangingTree(Path root, long seed, boolean sneaky) throws IOException {
        this.root = Files.createDirectories(root);
        this.random = new Random(seed);
        this.sneaky = sneaky;
        int entries = random.nextInt(12);
        for (int i = 0; i < entries; i++) {
            addSomewhere();
        }
    }

    TreeListing listing() throws IOException {
        return TreeListing.of(root);
    }

    /** Up to five edits; sometimes none. */
    void edit() throws IOException {
        int edits = random.nextInt(6);
        for (int i = 0; i < edits; i++) {
            editOne();
        }
    }

    private void editOne() throws IOException {
        List<Path> all = entries();
        int kind = random.nextInt(sneaky ? 11 : 10);
        if (all.isEmpty() || kind == 0) {
            addSomewhere();
            return;
        }
        Path chosen = all.get(random.nextInt(all.size()));
        boolean file = Files.isRegularFile(chosen, LinkOption.NOFOLLOW_LINKS);
        switch (kind) {
            case 1 -> delete(chosen);
            case 2, 3 -> {
                delete(chosen);
                make(chosen.getParent(), RawPath.nameBytes(chosen));
            }
            case 4 -> rename(chosen, all);
            case 5 -> changeRights(chosen);
            default -> {
                if (file && kind == 6) {
                    touch(chosen);
                } else if (file) {
                    changeContent(chosen, kind == 10);
                } else {
                    changeRights(chosen);
                }
            }
        }
    }

    /** All but the root, in an order that follows from the names. */
    private List<Path> entries() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> !path.equals(root)).sorted((a, b) -> Arrays.compare(RawPath.bytes(a), RawPath.bytes(b))).toList();
        }
    }

    private Path someFolder() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(root));
        entries().stream().filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).forEach(folders::add);
        return folders.get(random.nextInt(folders.size()));
    }

    private void addSomewhere() throws IOException {
        Path folder = someFolder();
        byte[] name = NAMES.get(random.nextInt(NAMES.size()));
        if (!Files.exists(RawPath.child(folder, name), LinkOption.NOFOLLOW_LINKS)) {
            make(folder, name);
        }
    }

    /** Makes anything under a name that is free. */
    private void make(Path parent, byte[] name) throws IOException {
        Path path = RawPath.child(parent, name);
        try (Folder folder = Folder.open(RawPath.bytes(parent), parent.toString())) {
            switch (random.nextInt(asRoot ? 12 : 11)) {
                case 0, 1 -> folder.makeSymlink(name, NAMES.get(random.nextInt(NAMES.size())));
                case 2 -> {
                    folder.makeFifo(name);
                    folder.setModified(name, nextTime());
                }
                case 3, 4, 5 -> {
                    folder.makeFolder(name);
                    folder.setMode(name, pick(FOLDER_MODES));
                    for (int i = random.nextInt(3); i > 0; i--) {
                        byte[] child = NAMES.get(random.nextInt(NAMES.size()));
                        if (!Files.exists(RawPath.child(path, child), LinkOption.NOFOLLOW_LINKS) && path.toString().length() < 1500) {
                            make(path, child);
                        }
                    }
                }
                case 11 -> folder.makeDevice(name, random.nextBoolean(), 1 + random.nextInt(9), random.nextInt(300));
                default -> {
                    Files.write(path, noise(pick(SIZES)));
                    folder.setMode(name, pick(FILE_MODES));
                    folder.setModified(name, nextTime());
                }
            }
        }
    }

    private void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> children = Files.list(path)) {
                for (Path child : children.toList()) {
                    delete(child);
                }
            }
        }
        Files.delete(path);
    }

    private void rename(Path path, List<Path> all) throws IOException {
        Path folder = someFolder();
        Path to = RawPath.child(folder, NAMES.get(random.nextInt(NAMES.size())));
        if (!to.startsWith(path) && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, to);
        }
    }

    private void changeRights(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        try (Folder folder = Folder.open(RawPath.bytes(path.getParent()), path.getParent().toString())) {
            if (asRoot && random.nextBoolean()) {
                folder.setOwner(RawPath.nameBytes(path), pick(OWNERS), pick(OWNERS));
            }
            folder.setMode(RawPath.nameBytes(path), pick(isFolder ? FOLDER_MODES : FILE_MODES));
        }
    }

    private void touch(Path file) throws IOException {
        try (Folder folder = Folder.open(RawPath.bytes(file.getParent()), file.getParent().toString())) {
            folder.setModified(RawPath.nameBytes(file), nextTime());
        }
    }

    private void changeContent(Path file, boolean keepTime) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis() / 1000;
        byte[] old = Files.readAllBytes(file);
        int at = random.nextInt(old.length + 1);
        byte[] piece = noise(1 + random.nextInt(random.nextInt(4) == 0 ? 80_000 : 600));
        byte[] changed = switch (random.nextInt(6)) {
            case 0 -> joined(old, piece);
            case 1 -> joined(Arrays.copyOf(old, at), piece, Arrays.copyOfRange(old, at, old.length));
            case 2 -> Arrays.copyOf(old, at);
            case 3 -> joined(Arrays.copyOfRange(old, at, old.length), Arrays.copyOf(old, at));
            case 4 -> noise(old.length);
            default -> overwritten(old, at, piece);
        };
        Files.write(file, changed);
        try (Folder folder = Folder.open(RawPath.bytes(file.getParent()), file.getParent().toString())) {
            folder.setModified(RawPath.nameBytes(file), keepTime ? modified : nextTime());
        }
    }

    private static byte[] overwritten(byte[] old, int at, byte[] piece) {
        byte[] changed = old.clone();
        System.arraycopy(piece, 0, changed, at, Math.min(piece.length, old.length - at));
        return changed;
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Half of it is easy to compress. */
    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) ('a' + i / 64 % 5);
            }
        }
        return bytes;
    }

    private int pick(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Always later than any before: only then duplicity sees an edit. */
    private long nextTime() {
        return time += 1 + random.nextInt(100);
    }
}
