package org.bactrian.job.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.bactrian.job.config.Problem;

/**
 * What {@code cluster.properties} says. Holds a reference to the password, not the password.
 *
 * @param file      where it stands
 * @param lines     of its keys, counted from 1
 * @param url       of JDBC
 * @param user      null for the one of the process
 * @param password  reference; null for none
 * @param node      name of this one
 * @param labels    of this node, besides its name
 * @param tolerance how far its clock may be from the database's
 * @param quartz    settings for Quartz
 */
public record ClusterOptions(Path file, Map<String, Integer> lines, String url, String user, String password, String node,
        List<String> labels, Duration tolerance, Properties quartz) {
    /** Name and labels: a job that names one of these may run here. */
    List<String> allLabels() {
        return Stream.concat(Stream.of(node), labels.stream()).distinct().toList();
    }

    /** A problem with what stands at a key. */
    Problem problem(String key, String text) {
        return new Problem(file.toString(), lines.getOrDefault(key, 1), text, false);
    }
}
