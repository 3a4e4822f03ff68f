package org.bactrian.route;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.bactrian.benchmark.Measurement;
import org.bactrian.benchmark.Stopwatch;
import org.bactrian.request.BenchmarkRequest;
import org.bactrian.seal.SealedOutput;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.Target;
import org.bactrian.store.check.CheckRun;

/** Measures the target's store by one object, up and down, and removes that again. The property {@link #UPLOAD} becomes its rate. */
public final class BenchmarkStore implements Processor {
    /** Exchange property: MB a second that the store takes from one sender. */
    static final String UPLOAD = "BactrianUpload";

    private static final int BYTES = 16 << 20;
    private static final double MEGA = 1e6;
    private static final int ASKED = 5;

    @Override
    public void process(Exchange exchange) throws IOException {
        BenchmarkRequest request = Run.request(exchange, BenchmarkRequest.class);
        Target target = request.target().target();
        OpenTarget.address(exchange, request.target(), false);
        byte[] bytes = new byte[BYTES];
        new Random(BYTES).nextBytes(bytes);
        String name = "bactrian-benchmark-" + CheckRun.word(Run.clock(exchange).millis());
        Stopwatch watch = new Stopwatch(System::nanoTime);
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            RoutedStore store = new RoutedStore(template, exchange.getProperty(RoutedStore.ROUTE, String.class), target.scheme(),
                    exchange.getMessage().getHeader(StoreHeaders.TARGET, String.class));
            double asked = watch.once(ASKED, () -> {
                for (int i = 0; i < ASKED; i++) {
                    store.stat(name);
                }
            });
            tell(exchange, "store request", asked, "requests", Math.round(1000 / asked) + " ms each");
            try {
                double up = watch.once(BYTES / MEGA, () -> store.put(name, bytes, md5(bytes)));
                exchange.setProperty(UPLOAD, up);
                tell(exchange, "store up", up, "MB", "one object of 16 MiB");
                tell(exchange, "store down", watch.once(BYTES / MEGA, () -> store.get(name)), "MB", "the same");
            } finally {
                store.delete(name);
            }
        }
    }

    private static void tell(Exchange exchange, String name, double rate, String unit, String detail) {
        Run.checkStop(exchange);
        BenchmarkMachine.tell(exchange, new Measurement(name, rate, unit, detail));
    }

    private static String md5(byte[] bytes) throws IOException {
        SealedOutput sums = new SealedOutput(OutputStream.nullOutputStream());
        sums.write(bytes);
        return sums.md5();
    }
}
