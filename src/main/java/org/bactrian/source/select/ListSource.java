package org.bactrian.source.select;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Where a list of patterns or paths comes from: a file, or standard input. Read when the rules are compiled.
 *
 * @param name what messages call it
 * @param open opens it; called once
 */
public record ListSource(String name, Opener open) {
    /** Opens a list. */
    @FunctionalInterface
    public interface Opener {
        /** @throws IOException if it cannot be opened */
        InputStream open() throws IOException;
    }

    /** @throws NullPointerException if a reference is null */
    public ListSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(open, "open");
    }

    /** A file. */
    public static ListSource of(Path file) {
        return new ListSource(file.toString(), () -> Files.newInputStream(file));
    }

    /** Standard input, which is not closed. */
    public static ListSource standardInput(InputStream in) {
        return new ListSource("standard input", () -> new FilterInputStream(in) {
            @Override
            public void close() {
            }
        });
    }

    /**
     * The whole list. Its size is the user's choice and is held in memory, as the rules made of it are.
     *
     * @throws BactrianException {@link ErrorKind#FILELIST_UNREADABLE}
     */
    byte[] read() {
        try (InputStream in = open.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.FILELIST_UNREADABLE, "Error opening file " + name,
                    "Check that the list is there, is a file and can be read.", e);
        }
    }
}
