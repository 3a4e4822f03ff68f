package org.bactrian.cli.option;

import picocli.CommandLine.Option;

/** What {@code collection-status} shows instead of the chains. */
public final class StatusGroup {
    @Option(names = "--file-changed", paramLabel = "PATH", description = "the history of one path")
    public String fileChanged;

    @Option(names = "--show-changes-in-set", paramLabel = "N", converter = Values.SetIndex.class,
            description = "what changed in a set, 0 the latest; -1 for every set of the chain, with --jsonstat")
    public Integer changesInSet;
}
