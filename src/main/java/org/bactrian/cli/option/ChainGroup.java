package org.bactrian.cli.option;

import picocli.CommandLine.Option;

/** When a new chain begins and what is accepted as the old one. */
public final class ChainGroup {
    @Option(names = "--full-if-older-than", paramLabel = "TIME", description = "make a full if the last is older than TIME")
    public String fullIfOlderThan;

    @Option(names = "--full-if-n-inc", paramLabel = "N", converter = Values.Positive.class,
            description = "make a full if there are N increments since the last")
    public Integer fullIfIncrements;

    @Option(names = "--skip-if-no-change", description = "store nothing if nothing changed")
    public boolean skipIfNoChange;

    @Option(names = "--allow-source-mismatch", description = "go on although host or folder are not those of the chain")
    public boolean allowSourceMismatch;

    @Option(names = "--rotate-keys",
            description = "make a full if the passphrase or the keys are not those of the chain, instead of refusing")
    public boolean rotateKeys;

    @Option(names = "--no-check-remote", description = "do not read the last manifest on the store: its host, folder and keys are not compared")
    public boolean noCheckRemote;
}
