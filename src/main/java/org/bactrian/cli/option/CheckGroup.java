package org.bactrian.cli.option;

import org.bactrian.request.CheckRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How deep a check goes, and which volumes it reads. */
public final class CheckGroup {
    @Option(names = "--level", paramLabel = "LEVEL", converter = LevelConverter.class,
            description = "names, metadata (the default), hashes (of all volumes) or data (every volume is read)")
    public CheckRequest.Level level;

    @Option(names = "--share", paramLabel = "N/T", converter = ShareConverter.class,
            description = "read only the N-th of T shares of the volumes; hashes if no level is given")
    public Share share;

    /** The part-th of so many parts, both from 1. */
    public record Share(int part, int parts) {
    }

    /** The volumes wanted. */
    public Share volumes() {
        return share == null ? new Share(1, 1) : share;
    }

    /** The level wanted. */
    public CheckRequest.Level wanted() {
        return level != null ? level : share != null ? CheckRequest.Level.HASHES : CheckRequest.Level.METADATA;
    }

    /** One of the four words. */
    static final class LevelConverter implements ITypeConverter<CheckRequest.Level> {
        @Override
        public CheckRequest.Level convert(String text) {
            for (CheckRequest.Level level : CheckRequest.Level.values()) {
                if (level.name().equalsIgnoreCase(text)) {
                    return level;
                }
            }
            throw new TypeConversionException("takes names, metadata, hashes or data, not '" + text + "'");
        }
    }

    /** Two numbers with a slash between them. */
    static final class ShareConverter implements ITypeConverter<Share> {
        @Override
        public Share convert(String text) {
            if (text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
                int part = Integer.parseInt(text.substring(0, text.indexOf('/')));
                int parts = Integer.parseInt(text.substring(text.indexOf('/') + 1));
                if (part >= 1 && part <= parts) {
                    return new Share(part, parts);
                }
            }
            throw new TypeConversionException("takes a share as 1/10, not '" + text + "'");
        }
    }
}
