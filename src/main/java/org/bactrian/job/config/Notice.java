package org.bactrian.job.config;

import java.util.Locale;
import java.util.Set;

/**
 * Who is told what.
 *
 * @param events of what
 * @param kind   by which route of notify.camel.yaml
 * @param to     a reference to a URL, an address, a route; empty for the log
 */
public record Notice(Set<Event> events, Kind kind, String to) {
    /** What can happen to a run. */
    public enum Event {
        START, SUCCESS, WARNING, FAILURE, MISSED;

        /** As the file of jobs writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The ways to tell it. */
    public enum Kind {
        WEBHOOK, SLACK, MAIL, LOG, ROUTE;

        /** As the file of jobs writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
