package org.bactrian.cli.option;

import org.bactrian.request.BackupRequest.ContentOptions;
import picocli.CommandLine.Option;

/** How the content is cut into volumes and described. */
public final class ContentGroup {
    @Option(names = "--volsize", paramLabel = "MIB", converter = Values.Positive.class,
            description = "size at which a volume is closed (default: 200; replicate: as they are)")
    private Integer volumeMebibytes;

    @Option(names = "--max-blocksize", paramLabel = "BYTES", converter = Values.Positive.class,
            description = "longest block of a signature (default: 2048)")
    private int maxBlockSize = 2048;

    @Option(names = "--no-files-changed", description = "do not list the changed files in the manifest")
    private boolean noFilesChanged;

    @Option(names = "--no-print-statistics", description = "do not print the statistics")
    public boolean noPrintStatistics;

    /** The size at which a volume is closed. @param otherwise what it is if nothing was said */
    public long volumeBytes(long otherwise) {
        return volumeMebibytes == null ? otherwise : (long) volumeMebibytes << 20;
    }

    /** What the request takes. @param jsonstat from {@link RunGroup#jsonstat} */
    public ContentOptions content(boolean jsonstat) {
        return new ContentOptions(volumeBytes(ContentOptions.DEFAULT.volumeBytes()), maxBlockSize, false, !noFilesChanged, jsonstat);
    }
}
