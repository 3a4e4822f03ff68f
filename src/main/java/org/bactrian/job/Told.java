package org.bactrian.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.bactrian.job.config.Notice.Event;
import org.bactrian.job.config.Notice.Kind;

/**
 * A notice on its way, for the routes of notify.camel.yaml.
 *
 * @param kind    by which way
 * @param event   of what
 * @param to      a URL, an address or a route; empty for the log
 * @param subject one line
 * @param text    all there is to say
 */
public record Told(Kind kind, Event event, String to, String subject, String text) {
    /** The name after {@code direct:} of the route that takes it. */
    public String route() {
        return kind == Kind.ROUTE ? to.substring("direct:".length()) : "notify-" + kind.word();
    }

    /** As healthchecks.io wants it: {@code /start} and {@code /fail} after the URL for what is not a success. */
    public String ping() {
        String base = to.replaceAll("/+$", "");
        return switch (event) {
            case START -> base + "/start";
            case FAILURE, MISSED -> base + "/fail";
            case SUCCESS, WARNING -> base;
        };
    }

    /** The text as Slack takes it. */
    public String slackJson() {
        return JsonNodeFactory.instance.objectNode().put("text", text).toString();
    }

    /** Without the address: a webhook's URL is a secret. */
    @Override
    public String toString() {
        return kind.word() + " of " + event.word();
    }
}
