package org.bactrian.testkit;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test class or method (Jupiter's, not jqwik's) that compares us with real programs. It is skipped unless peers are
 * demanded, by {@code -Dpeers} or by {@code CI=true} in the environment; then a peer that is missing fails the test,
 * so that a run which promises the comparison cannot pass without it.
 *
 * <p>A peer is the name of a program on PATH, or {@value #OPENSTACK}: the cluster of {@code src/test/openstack/up},
 * whose state folder is the system property or environment variable {@value #OPENSTACK_STATE}. One class at a time has the
 * cluster ({@link ClusterTurn}).
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({NeedsPeer.Condition.class, ClusterTurn.class})
public @interface NeedsPeer {
    /** The peer that is a running cluster, not a program. */
    String OPENSTACK = "openstack";

    /** System property or environment variable: the absolute path of the cluster's state folder. */
    String OPENSTACK_STATE = "OPENSTACK_STATE";

    /** The peers needed, all of them. */
    String[] value();

    /** Skips, fails or runs; stateless but for where it reads its settings, so safe for parallel tests. */
    final class Condition implements ExecutionCondition {
        private static final Pattern V1_ADDRESS = Pattern.compile("SWIFT_AUTHURL=(\\S+)");
        private static final int CONNECT_MILLIS = 2_000;

        private final UnaryOperator<String> property;
        private final UnaryOperator<String> environment;

        /** Reads the real system properties and environment. */
        public Condition() {
            this(System::getProperty, System::getenv);
        }

        Condition(UnaryOperator<String> property, UnaryOperator<String> environment) {
            this.property = property;
            this.environment = environment;
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsPeer.class)
                    .map(needs -> decide(needs.value()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("no peers needed"));
        }

        /** @throws IllegalStateException if peers are demanded and one is missing */
        ConditionEvaluationResult decide(String... peers) {
            if (!demanded()) {
                return ConditionEvaluationResult.disabled("needs " + String.join(", ", peers) + "; run with -Dpeers");
            }
            List<String> missing = new ArrayList<>();
            for (String peer : peers) {
                (peer.equals(OPENSTACK) ? whyNoCluster() : whyNoProgram(peer)).ifPresent(missing::add);
            }
            if (!missing.isEmpty()) {
                throw new IllegalStateException("peers are demanded (-Dpeers or CI=true), but " + String.join("; ", missing));
            }
            return ConditionEvaluationResult.enabled("all peers are there: " + String.join(", ", peers));
        }

        private boolean demanded() {
            String peers = property.apply("peers");
            return peers != null && !peers.equals("false") || "true".equals(environment.apply("CI"));
        }

        private Optional<String> whyNoProgram(String program) {
            String path = environment.apply("PATH");
            for (String folder : path == null ? new String[0] : path.split(":")) {
                if (Files.isExecutable(Path.of(folder, program))) {
                    return Optional.empty();
                }
            }
            return Optional.of("'" + program + "' is not on PATH (src/test/openstack/install-peers installs it)");
        }

        private static boolean answers(URI proxy) {
            try {
                connect(proxy);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        private static void connect(URI proxy) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(proxy.getHost(), proxy.getPort()), CONNECT_MILLIS);
            }
        }

        private Optional<String> whyNoCluster() {
            String state = property.apply(OPENSTACK_STATE);
            if (state == null) {
                state = environment.apply(OPENSTACK_STATE);
            }
            if (state == null) {
                return Optional.of(OPENSTACK_STATE + " does not name the state folder of src/test/openstack/up");
            }
            try {
                Matcher address = V1_ADDRESS.matcher(Files.readString(Path.of(state, "env.v1")));
                if (!address.find()) {
                    return Optional.of("no SWIFT_AUTHURL in " + state + "/env.v1");
                }
                URI proxy = URI.create(address.group(1));
                if (!answers(proxy)) {
                    ClusterTurn.await(Path.of(state)); // who has it may just be starting it anew
                    connect(proxy);
                }
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("no cluster runs in " + state + ": " + e + " (start it with src/test/openstack/up)");
            }
        }
    }
}
