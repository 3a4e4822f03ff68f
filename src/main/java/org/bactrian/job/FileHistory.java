package org.bactrian.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The runs that have ended, a file {@code NAME.jsonl} for each job, one {@link RunRecord} a line, the oldest first; of many the newest
 * {@value #MOST} are kept. A line that cannot be read (the machine went down in the middle of it) is passed over. Thread-safe for one
 * writer a job.
 */
public final class FileHistory implements History {
    /** Kept for each job, and at most half as many more until the file is written anew. */
    static final int MOST = 1000;

    private static final String END = ".jsonl";

    private final Path folder;

    /** @param folder made, for its owner alone, when something is first written */
    public FileHistory(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<RunRecord> runs(String job) {
        List<RunRecord> runs = new ArrayList<>();
        for (String line : lines(job)) {
            History.parse(line).ifPresent(runs::add);
        }
        return runs;
    }

    private List<String> lines(String job) {
        try {
            return Files.readAllLines(file(job), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "The history " + file(job) + " cannot be read", "Check its permissions.", e);
        }
    }

    @Override
    public void add(RunRecord run) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            List<String> lines = new ArrayList<>(lines(run.job()));
            String line = History.json(run);
            if (lines.size() < MOST + MOST / 2) {
                Files.writeString(file(run.job()), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                lines.add(line);
                Path anew = folder.resolve(run.job() + END + ".new");
                Files.write(anew, lines.subList(lines.size() - MOST, lines.size()));
                Files.move(anew, file(run.job()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "The history " + file(run.job()) + " cannot be written",
                    "Check its permissions and the room on its disk.", e);
        }
    }

    /** The jobs of which there are runs. */
    public List<String> jobs() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length())).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "The history in " + folder + " cannot be read", "Check its permissions.", e);
        }
    }

    /** Forgets all runs of a job. */
    public void clear(String job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "The history " + file(job) + " cannot be removed", "Check its permissions.", e);
        }
    }

    private Path file(String job) {
        return folder.resolve(job + END);
    }
}
