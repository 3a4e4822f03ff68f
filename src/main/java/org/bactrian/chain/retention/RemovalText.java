package org.bactrian.chain.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.TimeText;
import org.bactrian.chain.status.HumanText;

/**
 * A removal's decisions, for people as a table and for programs as JSON.
 * <pre>
 * { "removal": "proposed" or "done",
 *   "sets": [ { "type": "full" or "inc", "start": T or null, "time": T, "size": 1234, "goes": true, "why": [ "…" ] } ],
 *   "objects": [ … ] }          names on the store, in the order in which they are deleted; T as 2024-01-07T00:00:00Z
 * </pre>
 */
public final class RemovalText {
    private static final String ROW = "%-11s   %-24s   %8s   %-5s   %s";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RemovalText() {
    }

    /** A heading, a row for each set, and a line of sums; nothing if there are no sets. */
    public static List<String> table(List<Decision> decisions, ZoneId zone) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "Set", "Time", "Size", "", "Why"));
        for (Decision decision : decisions) {
            lines.add(String.format(ROW, decision.set().isFull() ? "Full" : "Incremental", TimeText.asctime(decision.set().time(), zone),
                    HumanText.size(decision.set().size()), decision.goes() ? "goes" : "stays", String.join("; ", decision.why())));
        }
        List<Decision> going = decisions.stream().filter(Decision::goes).toList();
        long bytes = going.stream().mapToLong(decision -> decision.set().size()).sum();
        int staying = decisions.size() - going.size();
        lines.add(staying + (staying == 1 ? " set stays, " : " sets stay, ") + going.size() + (going.size() == 1 ? " goes" : " go")
                + (going.isEmpty() ? "." : " (" + HumanText.size(bytes) + ")."));
        return lines;
    }

    /** The same as one line of JSON. @param done whether it was carried out */
    public static String json(RetentionPlan plan, boolean done) {
        ObjectNode root = JSON.createObjectNode();
        root.put("removal", done ? "done" : "proposed");
        ArrayNode sets = root.putArray("sets");
        for (Decision decision : plan.decisions()) {
            ObjectNode node = sets.addObject();
            node.put("type", decision.set().id().word());
            node.put("start", decision.set().id().start().map(Instant::toString).orElse(null));
            node.put("time", decision.set().time().toString());
            node.put("size", decision.set().size());
            node.put("goes", decision.goes());
            decision.why().forEach(node.putArray("why")::add);
        }
        plan.objects().forEach(root.putArray("objects")::add);
        return root.toString();
    }
}
