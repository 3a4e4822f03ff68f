package org.bactrian.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.benchmark.MachineBenchmark;
import org.bactrian.benchmark.Measurement;
import org.bactrian.benchmark.Stopwatch;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.BenchmarkRequest;

/** Measures this machine, a line for each part. The body becomes the limits of a full backup. */
public final class BenchmarkMachine implements Processor {
    /** Exchange property: whether a store is to be measured, too. */
    static final String WITH_STORE = "BactrianWithStore";

    @Override
    public void process(Exchange exchange) throws IOException {
        exchange.setProperty(WITH_STORE, Run.request(exchange, BenchmarkRequest.class).target() != null);
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "bactrian-benchmark-");
        try {
            exchange.getMessage().setBody(new MachineBenchmark(folder, new Stopwatch(System::nanoTime),
                    each -> tell(exchange, each),
                    () -> Run.checkStop(exchange)).run());
        } finally {
            remove(folder);
        }
    }

    /** Says a measurement: a line, or an object with {@code part}, {@code rate}, {@code unit} and {@code detail}. */
    static void tell(Exchange exchange, Measurement each) {
        String line = !Run.request(exchange, BenchmarkRequest.class).json() ? each.toString()
                : JsonNodeFactory.instance.objectNode().put("part", each.name()).put("rate", each.rate())
                        .put("unit", each.unit() + "/s").put("detail", each.detail()).toString();
        Run.log(exchange).result(Level.NOTICE, Code.GENERIC, "", line);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> found = Files.walk(folder)) {
            inside = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : inside) {
            Files.delete(each);
        }
    }
}
