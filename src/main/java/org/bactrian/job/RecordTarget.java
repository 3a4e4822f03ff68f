package org.bactrian.job;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.status.Counter;
import org.bactrian.chain.status.Statistics;
import org.bactrian.job.RunRecord.Figures;
import org.bactrian.job.RunRecord.TargetRecord;
import org.bactrian.route.Failures;
import org.bactrian.route.MadeSet;
import org.bactrian.route.RunProperties;

/** Notes what was done for a target, or why it failed. One that failed does not keep the others from their turn. */
public final class RecordTarget implements Processor {
    @Override
    public void process(Exchange exchange) {
        JobRun run = JobRun.of(exchange);
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String error = caught == null ? "" : Failures.of(caught).getMessage();
        run.done(new TargetRecord(PrepareTarget.target(exchange), error, count(exchange, RunProperties.ENTRY_ERRORS),
                count(exchange, RunProperties.DIFFERENCES), caught == null ? figures(exchange) : null));
        if (caught != null) {
            run.fail(caught);
        } else if (exchange.getProperty(RunProperties.SLOT_TAKEN) instanceof Instant taken && taken.isAfter(run.order().slot())) {
            run.passedOver();
        }
    }

    private static int count(Exchange exchange, String property) {
        return exchange.getProperty(property, 0, Integer.class);
    }

    private static Figures figures(Exchange exchange) {
        return MadeSet.of(exchange).map(set -> {
            Statistics counted = set.statistics();
            return new Figures(counted.get(Counter.SOURCE_FILE_SIZE), counted.get(Counter.RAW_DELTA_SIZE),
                    counted.get(Counter.TOTAL_DESTINATION_SIZE_CHANGE), counted.get(Counter.SOURCE_FILES), counted.get(Counter.NEW_FILES),
                    counted.get(Counter.CHANGED_FILES), counted.get(Counter.DELETED_FILES), counted.get(Counter.ERRORS),
                    set.chainLength(), set.volumes());
        }).orElse(null);
    }
}
