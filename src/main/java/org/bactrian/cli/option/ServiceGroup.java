package org.bactrian.cli.option;

import picocli.CommandLine.Option;

/** The service of jobs. */
public final class ServiceGroup {
    @Option(names = "--jobs", paramLabel = "FILE",
            description = "the file of jobs (default: $BACTRIAN_JOBS, else config/jobs.yaml of the installation)")
    public String jobs;
}
