package org.bactrian.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java installations that a test of the launcher can use: the one that runs the tests and, where it is there, a newest one. */
final class Jdks {
    private Jdks() {
    }

    static List<Path> all() {
        return Stream.of(Path.of(System.getProperty("java.home")), Path.of("/usr/lib/jvm/temurin-25-jdk-amd64"))
                .filter(home -> Files.isExecutable(home.resolve("bin/java"))).distinct().toList();
    }
}
