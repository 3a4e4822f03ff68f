package org.bactrian.cli.option;

/** The groups of {@link OptionSet}, in the order of the help. */
public enum Group {
    RUN("run", "The run"),
    SELECTION("selection", "Selection; the first rule that matches a path decides"),
    READ("read", "What is read"),
    STATUS("status", "What is shown"),
    KEEP("keep", "What stays; the last set of each of so many hours, days, … that have one"),
    BENCHMARK("benchmark", "What is predicted"),
    CHECK("check", "What is checked"),
    CHAIN("chain", "The chain"),
    CONTENT("content", "The content"),
    SEAL("seal", "Encryption and compression (passphrase: PASSPHRASE, or a prompt)"),
    TARGET("target", "Names"),
    STORE("store", "The store"),
    SERVICE("service", "The service");

    private final String mixin;
    private final String heading;

    Group(String mixin, String heading) {
        this.mixin = mixin;
        this.heading = heading;
    }

    /** The field of {@link OptionSet}. */
    public String mixin() {
        return mixin;
    }

    /** What the help calls it. */
    public String heading() {
        return heading;
    }
}
