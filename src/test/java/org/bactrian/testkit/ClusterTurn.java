package org.bactrian.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Lets one test class at a time use the cluster, whatever JVM it runs in: some set faults, quotas and token lifetimes,
 * which all would feel. A lock on a file in the cluster's state folder; released at the end of the class, or of the
 * method where only the method asks for the cluster, or with the JVM.
 */
final class ClusterTurn implements BeforeAllCallback, BeforeEachCallback {
    private static final String FILE = "turn";
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ClusterTurn.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        take(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        take(context);
    }

    private static void take(ExtensionContext context) {
        String state = System.getProperty(NeedsPeer.OPENSTACK_STATE, System.getenv(NeedsPeer.OPENSTACK_STATE));
        boolean needed = AnnotationSupport.findAnnotation(context.getElement(), NeedsPeer.class)
                .map(needs -> List.of(needs.value()).contains(NeedsPeer.OPENSTACK)).orElse(false);
        if (needed && state != null) {
            // a method finds its class's turn here
            context.getStore(NAMESPACE).getOrComputeIfAbsent("turn", key -> new Turn(Path.of(state, FILE)), Turn.class);
        }
    }

    /** Waits until no class of another JVM has the cluster. */
    static void await(Path state) throws IOException {
        try (FileChannel channel = FileChannel.open(state.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
        } catch (OverlappingFileLockException e) {
            // this JVM has it
        }
    }

    /** Holds the lock from construction to {@link #close}; waits for it without a limit, as the build's own bound holds. */
    private static final class Turn implements AutoCloseable {
        private final FileChannel channel;

        Turn(Path file) {
            try {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel.lock();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot lock " + file, e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
