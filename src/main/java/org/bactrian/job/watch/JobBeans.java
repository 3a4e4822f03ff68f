package org.bactrian.job.watch;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.bactrian.job.JobBoard;

/** The MBeans of the jobs in this JVM. JMX is not open to the network unless the JVM is told so ({@code com.sun.management.jmxremote}). */
public final class JobBeans implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final JobBoard board;
    private final Set<String> registered = new HashSet<>();

    /** @param board whose jobs they are */
    public JobBeans(JobBoard board) {
        this.board = board;
    }

    /** Makes the MBeans those of the jobs that there are now. */
    public synchronized void refresh() {
        Set<String> now = board.states().stream().map(state -> state.job().name()).collect(Collectors.toSet());
        Set.copyOf(registered).stream().filter(name -> !now.contains(name)).forEach(this::remove);
        now.stream().filter(registered::add).forEach(name -> {
            try {
                server.registerMBean(new JobBean(board, name), objectName(name));
            } catch (JMException e) {
                throw new IllegalStateException("the MBean of " + name + " cannot be registered", e);
            }
        });
    }

    private void remove(String name) {
        try {
            server.unregisterMBean(objectName(name));
        } catch (JMException e) {
            throw new IllegalStateException("the MBean of " + name + " cannot be removed", e);
        }
        registered.remove(name);
    }

    /** {@code org.bactrian:type=Job,name=NAME}. */
    static ObjectName objectName(String job) throws JMException {
        return new ObjectName("org.bactrian:type=Job,name=" + job);
    }

    @Override
    public synchronized void close() {
        Set.copyOf(registered).forEach(this::remove);
    }
}
