package org.bactrian.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The runs that have ended, a file {@code NAME.jsonl} for each job, one {@link RunRecord} a line, the oldest first; of many the newest
 * {@value #MOST} are kept. A line that cannot be read (the machine went down in the middle of it) is passed over. Thread-safe for one
 * writer a job.
 */
public final class History {
    /** Kept for each job, and at most half as many more until the file is written anew. */
    static final int MOST = 1000;

    private static final ObjectMapper JSON = new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Path folder;

    /** @param folder made, for its owner alone, when something is first written */
    public History(Path folder) {
        this.folder = folder;
    }

    /** The runs of a job. @throws BactrianException GENERAL if its file cannot be read */
    public List<RunRecord> runs(String job) {
        List<RunRecord> runs = new ArrayList<>();
        for (String line : lines(job)) {
            try {
                runs.add(JSON.readValue(line, RunRecord.class));
            } catch (JsonProcessingException e) {
                // cut off when the machine went down
            }
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

    /** Adds a run. */
    public void add(RunRecord run) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            List<String> lines = new ArrayList<>(lines(run.job()));
            String line = json(run);
            if (lines.size() < MOST + MOST / 2) {
                Files.writeString(file(run.job()), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                lines.add(line);
                Path anew = folder.resolve(run.job() + ".jsonl.new");
                Files.write(anew, lines.subList(lines.size() - MOST, lines.size()));
                Files.move(anew, file(run.job()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "The history " + file(run.job()) + " cannot be written",
                    "Check its permissions and the room on its disk.", e);
        }
    }

    /** One line. */
    public static String json(RunRecord run) {
        try {
            return JSON.writeValueAsString(run);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String job) {
        return folder.resolve(job + ".jsonl");
    }
}
