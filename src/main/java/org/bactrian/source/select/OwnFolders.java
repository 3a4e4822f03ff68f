package org.bactrian.source.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.source.Candidate;
import org.bactrian.source.EntryType;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector;

/**
 * Leaves the backup's own folders out of the source, whatever the rules say: a store in it would store itself, each time with all
 * that it had before. Only a folder of the same last name is looked at more closely, so other entries cost nothing. Thread-safe if rules
 * and listener are.
 */
public final class OwnFolders implements Selector {
    private final Selector rules;
    private final List<Path> folders;
    private final Consumer<String> notices;

    /**
     * @param rules   decide on everything else
     * @param folders need not be there yet
     * @param notices hears a line for each folder left out, on the walk's thread
     */
    public OwnFolders(Selector rules, List<Path> folders, Consumer<String> notices) {
        this.rules = rules;
        this.folders = folders.stream().map(OwnFolders::real).filter(folder -> folder.getFileName() != null).toList();
        this.notices = notices;
    }

    @Override
    public Choice choose(Candidate candidate) {
        Choice choice = rules.choose(candidate);
        if (choice == Choice.EXCLUDE || folders.stream().noneMatch(folder -> isAt(candidate, folder))) {
            return choice;
        }
        notices.accept("Leaving out " + PathText.display(candidate.fullPath()) + " (it belongs to this backup)");
        return Choice.EXCLUDE;
    }

    private static boolean isAt(Candidate candidate, Path folder) {
        if (!Arrays.equals(candidate.name().lastComponent(), RawPath.bytes(folder.getFileName())) || candidate.type() != EntryType.DIRECTORY) {
            return false;
        }
        try {
            return Files.isSameFile(candidate.path(), folder);
        } catch (IOException e) {
            return false; // it is not there yet, or the walk will say what is wrong with it
        }
    }

    /** Without symbolic links, as far as it is there. */
    private static Path real(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        try {
            return there.toRealPath();
        } catch (IOException e) {
            return there.getParent() == null ? there : real(there.getParent()).resolve(there.getFileName());
        }
    }
}
