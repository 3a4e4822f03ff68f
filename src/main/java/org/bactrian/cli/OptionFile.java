package org.bactrian.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.NameText;

/**
 * A file of options ({@code --config-file}): one a line, its dashes may be left out; what follows the first blank is its value, to the
 * end of the line and without quoting. Empty lines and lines that begin with {@code #} mean nothing.
 */
final class OptionFile {
    /** The option that names one. */
    static final String OPTION = "--config-file";
    private static final int LONGEST = 1 << 20;

    /**
     * One option.
     *
     * @param place FILE:LINE, for messages
     * @param words the option and, if there is one, its value
     */
    record Line(String place, List<String> words) {
        /** The same error, with the place of the line. */
        BactrianException at(BactrianException error) {
            String said = error.getMessage();
            String before = "Command line error: ";
            return new BactrianException(error.kind(), before + place + ": " + (said.startsWith(before) ? said.substring(before.length()) : said),
                    error.guidance(), error);
        }
    }

    private OptionFile() {
    }

    /** The options in order. @throws BactrianException of kind USAGE if the file cannot be read or is longer than a MiB */
    static List<Line> read(String name) {
        Path file = FolderChecks.path(name);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw Misuse.of("option " + OPTION + ": '" + name + "' cannot be read", Files.exists(file) ? "Check its permissions." : "There is none.");
        }
        if (bytes.length > LONGEST) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: option " + OPTION + ": '" + name + "' is longer than 1 MiB",
                    "That is no list of options.");
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : NameText.of(bytes).split("\n", -1)) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                String[] parts = (bare.startsWith("-") ? bare : "--" + bare).split("\\s+", 2);
                lines.add(new Line(name + ":" + number, parts[0].indexOf('=') < 0 ? List.of(parts) : List.of(String.join(" ", parts))));
            }
        }
        return lines;
    }
}
