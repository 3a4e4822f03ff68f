package org.bactrian.job.config;

import java.util.List;

/**
 * A file of jobs, checked.
 *
 * @param service what concerns all
 * @param jobs    in the order of the file
 */
public record Configuration(ServiceOptions service, List<Job> jobs) {
    /** @throws IllegalArgumentException if there is no job of that name */
    public Job job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no job named " + name));
    }
}
