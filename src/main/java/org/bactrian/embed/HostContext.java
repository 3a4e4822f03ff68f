package org.bactrian.embed;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.PluginHelper;

/**
 * Gives the application's context what the routes need besides beans: the thread pool {@code volumes}, if there is no profile of that
 * name, and a stream cache that spools to disk, so that a volume on its way to the store is not held in memory. A bean of
 * {@code routes/embedded.camel.yaml}, made when the file is read.
 */
public final class HostContext implements CamelContextAware {
    private static final String POOL = "volumes";
    // the same figures as config/application.properties, with its reasons
    private static final int THREADS = 6;
    private static final int QUEUE = 100;

    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
        if (context.getExecutorServiceManager().getThreadPoolProfile(POOL) == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile(POOL);
            profile.setPoolSize(THREADS);
            profile.setMaxPoolSize(THREADS);
            profile.setMaxQueueSize(QUEUE);
            context.getExecutorServiceManager().registerThreadPoolProfile(profile);
        }
        context.getStreamCachingStrategy().setSpoolEnabled(true);
    }
}
