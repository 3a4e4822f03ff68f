package org.bactrian.source.select;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One selection option as it stands on the command line; its place among the others matters. Texts are as
 * {@link PathText#decode(byte[])} gives them. Nothing is checked or read before {@link SelectionRules#compile}.
 */
public sealed interface Rule {
    /** {@code --include} or {@code --exclude}. */
    record Pattern(boolean include, String text) implements Rule { }

    /** {@code --include-regexp} or {@code --exclude-regexp}. */
    record Regexp(boolean include, String text) implements Rule { }

    /** {@code --include-filelist} or {@code --exclude-filelist}, and their older names. */
    record PatternList(boolean include, ListSource list) implements Rule { }

    /** {@code --exclude-if-present}. */
    record IfPresent(String name) implements Rule { }

    /** {@code --exclude-device-files}. */
    record DeviceFiles() implements Rule { }

    /** {@code --exclude-other-filesystems}. */
    record OtherFilesystems() implements Rule { }

    /** {@code --exclude-older-than}; the fraction of a second does not count. */
    record OlderThan(Instant time) implements Rule { }

    /** {@code --files-from}. */
    record Files(ListSource list) implements Rule { }

    /** {@code --filter-…}: how the patterns after it are read. */
    record Filter(FilterMode mode) implements Rule { }

    /** The {@code --filter-} switches; each belongs to one of two groups, of which the last one given holds. */
    enum FilterMode {
        /** Patterns are globs; the default. */
        GLOBBING,
        /** Patterns are paths, in which no character is special. */
        LITERAL,
        /** Patterns are regular expressions, as those of {@code --include-regexp}. */
        REGEXP,
        /** Letters match in either case. */
        IGNORECASE,
        /** Letters match themselves; the default. */
        STRICTCASE;

        /** Which of the two groups this belongs to. */
        boolean isAboutCase() {
            return this == IGNORECASE || this == STRICTCASE;
        }
    }

    /** {@code --include PATTERN}. */
    static Rule include(String pattern) {
        return new Pattern(true, pattern);
    }

    /** {@code --exclude PATTERN}. */
    static Rule exclude(String pattern) {
        return new Pattern(false, pattern);
    }

    /** {@code --include-regexp REGEXP}. */
    static Rule includeRegexp(String regexp) {
        return new Regexp(true, regexp);
    }

    /** {@code --exclude-regexp REGEXP}. */
    static Rule excludeRegexp(String regexp) {
        return new Regexp(false, regexp);
    }

    /** {@code --include-filelist FILE}. */
    static Rule includeFilelist(Path list) {
        return new PatternList(true, ListSource.of(list));
    }

    /** {@code --exclude-filelist FILE}. */
    static Rule excludeFilelist(Path list) {
        return new PatternList(false, ListSource.of(list));
    }

    /** {@code --exclude-if-present NAME}. */
    static Rule excludeIfPresent(String name) {
        return new IfPresent(name);
    }

    /** {@code --exclude-device-files}. */
    static Rule excludeDeviceFiles() {
        return new DeviceFiles();
    }

    /** {@code --exclude-other-filesystems}. */
    static Rule excludeOtherFilesystems() {
        return new OtherFilesystems();
    }

    /** {@code --exclude-older-than TIME}. */
    static Rule excludeOlderThan(Instant time) {
        return new OlderThan(time);
    }

    /** {@code --files-from FILE}. */
    static Rule filesFrom(Path list) {
        return new Files(ListSource.of(list));
    }

    /** One of the {@code --filter-} switches. */
    static Rule filter(FilterMode mode) {
        return new Filter(mode);
    }
}
