package org.bactrian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.request.CheckRequest;

/** Says what was found and done, and how much is left that is not as it should be; with JSON one object for each. */
public final class ShowRepair implements Processor {
    @Override
    public void process(Exchange exchange) {
        RunLog log = Run.of(exchange).log();
        List<Repair.Outcome> outcomes = Repair.of(exchange).outcomes();
        boolean json = Run.request(exchange, CheckRequest.class).json();
        for (Repair.Outcome outcome : outcomes) {
            if (json) {
                log.result(Level.NOTICE, Code.GENERIC, "", json(outcome));
            } else {
                log.say(outcome.state() == Repair.State.LOST ? Level.WARNING : Level.NOTICE, Code.GENERIC, "", outcome.toString());
            }
        }
        long mendable = count(outcomes, Repair.State.MENDABLE);
        long mended = count(outcomes, Repair.State.MENDED);
        long lost = count(outcomes, Repair.State.LOST);
        if (!json) {
            log.result(Level.NOTICE, Code.GENERIC, "", outcomes.isEmpty()
                    ? "Nothing to mend. What volumes hold was not read; check --level hashes does that."
                    : mended + " mended, " + mendable + " that can be mended" + (mendable > 0 ? " with --force" : "") + ", " + lost + " that cannot.");
        }
        exchange.setProperty(RunProperties.DIFFERENCES, (int) Math.min(Integer.MAX_VALUE, mendable + lost));
        exchange.getMessage().setBody(null);
    }

    private static long count(List<Repair.Outcome> outcomes, Repair.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }

    private static String json(Repair.Outcome outcome) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("place", "store");
        node.put("name", outcome.object());
        node.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
        node.put("reason", outcome.reason());
        return node.toString();
    }
}
