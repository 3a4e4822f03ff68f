package org.bactrian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.status.ObjectState;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.request.CheckRequest;

/** Says what a check has found: what is damaged or left over, and how many of each kind; with JSON one object for every object. */
public final class ShowCheck implements Processor {
    @Override
    public void process(Exchange exchange) {
        Check check = Check.of(exchange);
        RunLog log = Run.of(exchange).log();
        boolean json = Run.request(exchange, CheckRequest.class).json();
        int damaged = 0;
        for (ObjectState state : check.states()) {
            damaged += state.kind() == ObjectState.Kind.DAMAGED ? 1 : 0;
            if (json) {
                log.result(Level.NOTICE, Code.GENERIC, "", json(state));
            } else {
                log.say(level(state), Code.GENERIC, "", state.toString());
            }
        }
        String summary = summary(check);
        if (!json) {
            log.result(Level.NOTICE, Code.GENERIC, "", summary);
        }
        exchange.setProperty(RunProperties.DIFFERENCES, damaged);
        exchange.getMessage().setBody(null);
    }

    private static Level level(ObjectState state) {
        return switch (state.kind()) {
            case DAMAGED -> Level.WARNING;
            case RESUMABLE, ORPHAN -> Level.NOTICE;
            default -> Level.INFO;
        };
    }

    private static String summary(Check check) {
        List<ObjectState> states = check.states();
        StringBuilder text = new StringBuilder("Checked " + states.size() + " objects and files, " + check.read() + " of them read:");
        for (ObjectState.Kind kind : ObjectState.Kind.values()) {
            text.append(' ').append(states.stream().filter(state -> state.kind() == kind).count()).append(' ')
                    .append(ObjectState.word(kind)).append(kind == ObjectState.Kind.DAMAGED ? "." : ",");
        }
        return text.toString();
    }

    private static String json(ObjectState state) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("place", ObjectState.word(state.place()));
        node.put("name", state.name());
        node.put("state", ObjectState.word(state.kind()));
        node.put("reason", state.reason());
        return node.toString();
    }
}
