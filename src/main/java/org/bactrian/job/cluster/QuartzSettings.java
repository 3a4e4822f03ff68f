package org.bactrian.job.cluster;

import java.util.Map;
import java.util.Properties;

/** How Quartz is set up for a label: the nodes that have it share one scheduler, whose state is in the database. */
final class QuartzSettings {
    /** Under which Quartz finds the connections to the database. */
    static final String DATA_SOURCE = "bactrian";

    private static final Map<String, String> FIXED = Map.of(
            "org.quartz.scheduler.skipUpdateCheck", "true",
            "org.quartz.scheduler.makeSchedulerThreadDaemon", "true",
            "org.quartz.threadPool.makeThreadsDaemons", "true",
            "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
            "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
            "org.quartz.jobStore.useProperties", "true", // text in the database, no Java objects
            "org.quartz.jobStore.dataSource", DATA_SOURCE,
            "org.quartz.jobStore.tablePrefix", "QRTZ_",
            "org.quartz.jobStore.isClustered", "true");
    private static final Map<String, String> DEFAULTS = Map.of(
            "org.quartz.threadPool.threadCount", "5",
            // how often Quartz looks whether the database is back, in milliseconds
            "org.quartz.scheduler.dbFailureRetryInterval", "3000",
            "org.quartz.jobStore.dbRetryInterval", "3000");
    private static final String NAME = "org.quartz.scheduler.instanceName";
    private static final String NODE = "org.quartz.scheduler.instanceId";

    private QuartzSettings() {
    }

    /** Whether a key is not the user's to set. */
    static boolean isFixed(String key) {
        return FIXED.containsKey(key) || key.equals(NAME) || key.equals(NODE) || key.startsWith("org.quartz.dataSource.");
    }

    static Properties of(ClusterOptions options, String label) {
        Properties settings = new Properties();
        settings.putAll(DEFAULTS);
        settings.putAll(options.quartz());
        settings.putAll(FIXED);
        settings.setProperty(NAME, schedulerName(label));
        settings.setProperty(NODE, options.node());
        return settings;
    }

    /** The column SCHED_NAME in the database. */
    static String schedulerName(String label) {
        return "bactrian@" + label;
    }
}
