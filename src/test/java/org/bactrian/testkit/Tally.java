package org.bactrian.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the tests that count have counted: fault cases, kills, changed objects, fuzz executions, and how many were lost. Each line is
 * printed where the test ends, and all of them once more at the end of the build, which is where somebody looks. Thread-safe, across
 * processes too: a line is one short append.
 */
public final class Tally {
    private static final Path LINES = Path.of("target", "tally.txt");

    private Tally() {
    }

    /** Adds a line. */
    public static void add(String line) throws IOException {
        System.out.println(line);
        Files.writeString(LINES, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
