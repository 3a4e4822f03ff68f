package org.bactrian.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.benchmark.Limits;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.BenchmarkRequest;

/** Says how long a full backup takes at least by the limits in the property {@link #LIMITS}, and what it waits for. */
public final class BenchmarkPrediction implements Processor {
    /** Exchange property: the machine's {@link Limits}. */
    static final String LIMITS = "BactrianLimits";

    private double uploads = 1;

    /** How many volumes are stored at the same time; 0 counts as 1. */
    public void setUploads(double uploads) {
        this.uploads = Math.max(1, uploads);
    }

    @Override
    public void process(Exchange exchange) {
        double bytes = Run.request(exchange, BenchmarkRequest.class).bytes();
        double upload = exchange.getProperty(BenchmarkStore.UPLOAD, Double.POSITIVE_INFINITY, Double.class);
        Limits.Prediction prediction = exchange.getProperty(LIMITS, Limits.class).predict(bytes, upload * uploads);
        String line = !Run.request(exchange, BenchmarkRequest.class).json() ? prediction.text(bytes)
                : JsonNodeFactory.instance.objectNode().put("bytes", (long) bytes).put("seconds", prediction.seconds())
                        .put("limit", prediction.limit()).toString();
        Run.log(exchange).result(Level.NOTICE, Code.GENERIC, "", line);
        exchange.getMessage().setBody(null);
    }
}
