package org.bactrian.route;

import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.request.BackupRequest;

/** The body becomes what the user is told of a backup: the block of spec 7.4, or as JSON with {@code --jsonstat} or {@code --json}. */
public final class SayStatistics implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        exchange.setProperty(RunProperties.ENTRY_ERRORS, (int) Math.min(Integer.MAX_VALUE, set.counters().errors()));
        String text = "";
        if (request.printStatistics()) {
            text = request.content().jsonstat() || run.log().isJson() ? SetStatistics.json(run, request).toJson() + "\n"
                    : String.join("\n", set.counters().statistics().lines(ZoneId.systemDefault())) + "\n\n";
        }
        exchange.getMessage().setBody(text);
    }
}
