package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.NameScheme;
import org.bactrian.store.FileStore;

/** A folder that is a store, in a test's own folder. */
record StoreFolder(Path path) {
    /** A copy of a golden chain's store. */
    static StoreFolder ofGolden(String chain, Path path) throws IOException {
        StoreFolder store = new StoreFolder(Files.createDirectories(path));
        for (String name : Goldens.names(chain + "/remote")) {
            Files.copy(Goldens.path(chain + "/remote/" + name), path.resolve(name));
        }
        return store;
    }

    /** Its URL for that store's scheme. */
    String url(String scheme) {
        return scheme + "://" + path;
    }

    String url() {
        return url("file");
    }

    /** What it holds, sorted. */
    List<String> names() throws IOException {
        return names(path);
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    BackupCollection collection() {
        return BackupCollection.of(NameScheme.standard(), new FileStore().list(url(), false), List.of());
    }

    /** The sets of all chains. */
    List<BackupSet> sets() {
        return collection().chains().stream().map(BackupChain::sets).flatMap(List::stream).toList();
    }
}
