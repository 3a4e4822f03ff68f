package org.bactrian.source.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bactrian.source.RawPath;

/** A small tree of names that patterns trip over; its times are {@value #OLD} or {@value #NEW} seconds since 1970. */
final class RandomTree {
    static final long OLD = 1_000_000_000;
    static final long NEW = 1_500_000_000;

    /** Names as rule texts: one character a byte where they are not UTF-8. */
    private static final List<String> NAMES = List.of("a", "b", "A", "B", "ab", "aB", "aa", "a.b", "a-b", "a b", ".f", "é", "É",
            "ß", "ſ", "€", "\ud83d\udc2a", "\udcff", "a\udcfe", "a\nb", "x\n", "a\n", "[a", "a]b", "[ab]", "*", "**", "?", "a\\b",
            "^", "!", "$", "#c", "+ p", "- m", "a~", ".nobackup", "ignorecase:a");

    private final Random random;
    private final List<String> paths = new ArrayList<>();

    private RandomTree(Random random) {
        this.random = random;
    }

    /**
     * Makes a tree.
     *
     * @return the paths in it, relative to the root, as rule texts; folders before what is in them
     */
    static List<String> build(Path root, Random random) throws IOException {
        Files.createDirectories(root);
        RandomTree tree = new RandomTree(random);
        tree.fill(root, "", 0);
        return tree.paths;
    }

    private void fill(Path folder, String prefix, int depth) throws IOException {
        int entries = 2 + random.nextInt(depth == 0 ? 9 : 5);
        for (int i = 0; i < entries; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            Path path = RawPath.child(folder, PathText.encode(name));
            if (paths.contains(prefix + name)) {
                continue;
            }
            paths.add(prefix + name);
            int kind = random.nextInt(20);
            if (kind < 9 && depth < 4) {
                Files.createDirectory(path);
                fill(path, prefix + name + "/", depth + 1);
            } else if (kind == 19) {
                Files.createSymbolicLink(path, Path.of(random.nextBoolean() ? "." : "nowhere"));
            } else {
                Files.write(path, new byte[0]);
                Files.setLastModifiedTime(path,
                        FileTime.from(Instant.ofEpochSecond(random.nextBoolean() ? OLD : NEW, random.nextInt(1_000_000_000))));
            }
        }
    }
}
