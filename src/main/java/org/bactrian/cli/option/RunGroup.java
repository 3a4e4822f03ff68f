package org.bactrian.cli.option;

import org.bactrian.log.Level;
import picocli.CommandLine.Option;

/** How the run goes and what it says. */
public final class RunGroup {
    @Option(names = "--dry-run", description = "change nothing, only say what would be done")
    public boolean dryRun;

    @Option(names = "--force", description = "do what is otherwise refused or only shown")
    public boolean force;

    @Option(names = "--ignore-errors", description = "go on after damaged volumes and other failures")
    public boolean ignoreErrors;

    @Option(names = {"-v", "--verbosity"}, paramLabel = "LEVEL", converter = Values.Verbosity.class,
            description = "0 to 9, or error, warning, notice, info, debug, or the first letter (default: notice)")
    private int verbosity = Level.NOTICE.verbosity();

    @Option(names = "--json", description = "print JSON, an object a line")
    public boolean json;

    @Option(names = "--jsonstat", description = "store the statistics with the set, and print them, as JSON")
    public boolean jsonstat;

    @Option(names = "--progress", description = "show how far it is")
    public boolean progress;

    @Option(names = "--progress-rate", paramLabel = "SECONDS", converter = Values.Positive.class,
            description = "how often (default: 3)")
    public int progressRate = 3;

    @Option(names = "--log-fd", paramLabel = "N", converter = Values.Descriptor.class,
            description = "write the machine log to this file descriptor")
    public Integer logDescriptor;

    @Option(names = "--log-file", paramLabel = "FILE", description = "append the machine log to FILE")
    public String logFile;

    @Option(names = "--log-timestamp", description = "begin each line with the time")
    public boolean logTimestamp;

    @Option(names = "--config-file", paramLabel = "FILE",
            description = "read options from FILE, one a line, as if they stood here (repeatable)")
    private String configFile;

    @Option(names = "--routes", paramLabel = "DIR", description = "use the routes in DIR (default: $BACTRIAN_ROUTES)")
    public String routes;

    @Option(names = {"-h", "--help"}, description = "show this, or with a command its options")
    public boolean help;

    @Option(names = {"-V", "--version"}, description = "show the version")
    public boolean version;

    @Option(names = "--current-time", paramLabel = "SECONDS", hidden = true, converter = Values.Seconds.class,
            description = "what time it is, in seconds since 1970")
    public Long currentTime;

    /** 0 to 9; what {@code -v} says, or notice. */
    public int verbosity() {
        return verbosity;
    }

    /** Whether a programmer is looking: then stack traces are shown. */
    public boolean isDebugging() {
        return verbosity >= Level.DEBUG.verbosity();
    }
}
