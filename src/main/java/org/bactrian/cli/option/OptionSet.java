package org.bactrian.cli.option;

import picocli.CommandLine.Mixin;

/**
 * Every option, by group: each command takes all of them, as duplicity's do, so that scripts may pass one list to all; a
 * command uses the groups it needs. The annotated class from which the model is made; one object a command line.
 */
public final class OptionSet {
    @Mixin
    public final RunGroup run = new RunGroup();
    @Mixin
    public final TargetGroup target = new TargetGroup();
    @Mixin
    public final StoreGroup store = new StoreGroup();
    @Mixin
    public final SealGroup seal = new SealGroup();
    @Mixin
    public final SelectionGroup selection = new SelectionGroup();
    @Mixin
    public final ContentGroup content = new ContentGroup();
    @Mixin
    public final ChainGroup chain = new ChainGroup();
    @Mixin
    public final ReadGroup read = new ReadGroup();
    @Mixin
    public final KeepGroup keep = new KeepGroup();
    @Mixin
    public final BenchmarkGroup benchmark = new BenchmarkGroup();
    @Mixin
    public final CheckGroup check = new CheckGroup();
    @Mixin
    public final StatusGroup status = new StatusGroup();
    @Mixin
    public final ServiceGroup service = new ServiceGroup();
}
