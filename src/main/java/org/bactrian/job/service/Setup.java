package org.bactrian.job.service;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.bactrian.job.Commands;
import org.bactrian.job.config.JobsFile;
import org.bactrian.log.RunLog;

/**
 * All that a service is given.
 *
 * @param jobs        the file of jobs
 * @param routes      folder of routes
 * @param config      folder with application.properties, cluster.properties and jobs.schema.json
 * @param settings    override those of application.properties
 * @param environment of the process
 * @param host        name of this machine
 * @param clock       the time of runs
 * @param log         what is said
 * @param commands    the command line's
 * @param check       what the command line says about a job
 */
public record Setup(Path jobs, Path routes, Path config, Properties settings, Map<String, String> environment, String host, Clock clock, RunLog log,
        Commands commands, JobsFile.Check check) {
    /** The JSON schema of the file of jobs. */
    public Path schema() {
        return config.resolve("jobs.schema.json");
    }
}
