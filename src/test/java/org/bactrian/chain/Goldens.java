package org.bactrian.chain;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden chains made by the real duplicity, as files. */
public final class Goldens {
    private Goldens() {
    }

    /** A file or folder below {@code goldens/}. */
    public static Path path(String relative) {
        try {
            return Path.of(Goldens.class.getResource("/goldens").toURI()).resolve(relative);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All regular files below {@code goldens/}. */
    public static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(path("."))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The names in a folder below {@code goldens/}, sorted. */
    public static List<String> names(String folder) throws IOException {
        try (Stream<Path> all = Files.list(path(folder))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
