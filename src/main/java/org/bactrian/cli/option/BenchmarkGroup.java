package org.bactrian.cli.option;

import picocli.CommandLine.Option;

/** What a benchmark predicts. */
public final class BenchmarkGroup {
    private static final long GIB = 1L << 30;

    @Option(names = "--size", paramLabel = "GIB", converter = Values.Positive.class,
            description = "predict a full backup of so much (default: 100)")
    private Integer size;

    /** The size of the source, in bytes. */
    public long bytes() {
        return (size == null ? 100 : size) * GIB;
    }
}
