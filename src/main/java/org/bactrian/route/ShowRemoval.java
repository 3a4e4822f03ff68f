package org.bactrian.route;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.retention.RemovalText;
import org.bactrian.chain.retention.RetentionPlan;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.TargetOptions;

/**
 * The body becomes what a removal says: duplicity's words (spec 7.7), with {@code --dry-run} as if it had been done, and why each set
 * goes or stays.
 */
public final class ShowRemoval implements Processor {
    private static final String RERUN = "Rerun command with --force option to actually delete.";

    private final ZoneId zone = ZoneId.systemDefault();

    @Override
    public void process(Exchange exchange) {
        RemoveRequest request = Run.request(exchange, RemoveRequest.class);
        TargetOptions target = request.target();
        RetentionPlan plan = exchange.getProperty(PlanRemoval.PLAN, RetentionPlan.class);
        exchange.getMessage().setBody(request.json() ? RemovalText.json(plan, target.force() && !target.dryRun())
                : String.join("\n", lines(request, plan)) + "\n");
    }

    private List<String> lines(RemoveRequest request, RetentionPlan plan) {
        List<String> lines = new ArrayList<>(plan.lines(request.target().force()));
        List<String> table = RemovalText.table(plan.decisions(), zone);
        if (!lines.isEmpty() && !table.isEmpty()) {
            lines.add("");
        }
        lines.addAll(table);
        if (request.rule() == RemoveRequest.Rule.KEEP) {
            lines.add(plan.objects().isEmpty() ? "Nothing to delete." : request.target().force() ? "Deleted." : RERUN);
        }
        return lines;
    }
}
