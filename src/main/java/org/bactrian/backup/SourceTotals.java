package org.bactrian.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What the source was in numbers when it was backed up last, kept in the archive directory so that the next run can tell how far it is. A hint: without it a run
 * only knows less about its end.
 *
 * <p>A properties file {@value #FILE} with the fields below as decimal numbers; unknown ones are passed over.
 *
 * @param files     entries of the source ({@code files})
 * @param fileBytes bytes of its regular files ({@code file-bytes})
 */
public record SourceTotals(long files, long fileBytes) {
    private static final String FILE = "bactrian-totals";
    private static final int LONGEST = 4096;

    /** Writes them to a folder, in the place of those before. */
    public void write(Path folder) throws IOException {
        Path pending = folder.resolve(FILE + ".tmp");
        Files.writeString(pending, "files=" + files + "\nfile-bytes=" + fileBytes + "\n", StandardCharsets.US_ASCII);
        Files.move(pending, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what {@link #write} wrote; empty if there is nothing, or nothing that can be used. */
    public static Optional<SourceTotals> read(Path folder) {
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            values.load(new StringReader(new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII)));
            return Optional.of(new SourceTotals(number(values, "files"), number(values, "file-bytes")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if it is missing or no count */
    private static long number(Properties values, String name) {
        long number = Long.parseLong(values.getProperty(name, ""));
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative");
        }
        return number;
    }
}
