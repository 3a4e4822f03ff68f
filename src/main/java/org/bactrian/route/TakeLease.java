package org.bactrian.route;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.chain.LeaseNames;
import org.bactrian.chain.lease.Holder;
import org.bactrian.chain.lease.Lease;
import org.bactrian.chain.lease.LeaseRecord;
import org.bactrian.chain.lease.LeaseTaking;
import org.bactrian.chain.lease.Pace;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.store.StoreHeaders;
import org.bactrian.swift.camel.SwiftHeaders;

/**
 * Takes the lease on the target, waits for it, or ends the run. From here to the end of the exchange an exchange with this run is sent to
 * the endpoint that the property {@link #BEAT} names, again and again; then the lease is given back. A dry run takes none.
 */
public final class TakeLease implements Processor {
    /** Exchange property: the endpoint at which the run gives a sign of life. */
    static final String BEAT = "BactrianBeat";

    private SecureRandom random = new SecureRandom();
    private HostName hostName = HostName.SYSTEM;
    private Pace pace = Pace.SYSTEM;
    private long seconds;

    /** How long after its last sign of life a run may be thought dead. */
    public void setSeconds(long seconds) {
        this.seconds = seconds;
    }

    /** Another source of chance. */
    public void setRandom(SecureRandom random) {
        this.random = random;
    }

    /** Another host name than the system's, for tests. */
    public void setHostName(HostName hostName) {
        this.hostName = hostName;
    }

    /** Another way to wait, for tests. */
    public void setPace(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        if (run.target().dryRun() || !run.target().lease().wanted() || run.lease().isPresent()) {
            return;
        }
        ProducerTemplate template = exchange.getContext().createProducerTemplate();
        LeaseRoutes store = new LeaseRoutes(template, exchange.getProperty(RoutedStore.ROUTE, String.class),
                exchange.getProperty(RunProperties.SCHEME, String.class), headers(exchange));
        Lease lease = takeOrMakeTarget(exchange, store);
        run.lease(lease);
        endWhenDone(exchange, lease, beats(exchange, template, lease.beatEvery()), template);
    }

    /** What leads to the target, and to the account there: none of one object. */
    private static Map<String, Object> headers(Exchange exchange) {
        Map<String, Object> headers = new HashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (name.equals(StoreHeaders.TARGET) || name.equals(SwiftHeaders.ACCOUNT)) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private Lease takeOrMakeTarget(Exchange exchange, LeaseRoutes store) throws IOException {
        try {
            return take(exchange, store);
        } catch (BactrianException e) {
            if (e.kind() != ErrorKind.STORE_NOT_FOUND || !exchange.getMessage().getHeader(StoreHeaders.CREATE, false, Boolean.class)) {
                throw e;
            }
            store.makeTarget();
            return take(exchange, store);
        }
    }

    private Lease take(Exchange exchange, LeaseRoutes store) throws IOException {
        Run run = Run.of(exchange);
        return new LeaseTaking(store, new LeaseNames(run.names().prefixes()),
                new LeaseRecord(LeaseRecord.newRun(random), Holder.self(hostName.get()), LeaseCounter.next(run), Duration.ofSeconds(seconds),
                        newSet(exchange)),
                pace, run.log()).take(run.target().lease().patience(), run::checkStop);
    }

    private static Optional<Instant> newSet(Exchange exchange) {
        return exchange.getProperty(RunProperties.REQUEST) instanceof BackupRequest request ? Optional.of(Plan.time(exchange, request))
                : Optional.empty();
    }

    private static ScheduledExecutorService beats(Exchange exchange, ProducerTemplate template, Duration every) {
        Run run = Run.of(exchange);
        String route = exchange.getProperty(BEAT, String.class);
        ScheduledExecutorService beats = exchange.getContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(run, "lease");
        beats.scheduleWithFixedDelay(() -> template.send(route, beat -> beat.setProperty(Run.PROPERTY, run)), every.toMillis(),
                every.toMillis(), TimeUnit.MILLISECONDS);
        return beats;
    }

    private static void endWhenDone(Exchange exchange, Lease lease, ScheduledExecutorService beats, ProducerTemplate template) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                beats.shutdownNow();
                try (template) {
                    lease.release();
                } catch (BactrianException e) {
                    Run.log(done).warning("The lease on the target stays there: " + e.getMessage());
                } catch (IOException e) {
                    Run.log(done).debug("closing: " + e);
                }
            }
        });
    }
}
