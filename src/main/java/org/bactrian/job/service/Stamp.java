package org.bactrian.job.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Whether files have changed: names, sizes, times and identities of the file of jobs, the settings and the routes. */
record Stamp(List<String> files) {
    static Stamp of(Setup setup) {
        try (Stream<Path> routes = Files.list(setup.routes())) {
            return new Stamp(Stream.concat(Stream.of(setup.jobs(), setup.config().resolve("application.properties")),
                    routes.filter(file -> file.toString().endsWith(".camel.yaml")).sorted()).map(Stamp::describe).toList());
        } catch (IOException e) {
            return new Stamp(List.of("no routes"));
        }
    }

    private static String describe(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + found.size() + " " + found.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + found.fileKey();
        } catch (IOException e) {
            return file + " is not there";
        }
    }
}
