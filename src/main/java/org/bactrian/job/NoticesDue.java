package org.bactrian.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.job.config.Notice.Event;
import org.bactrian.job.config.Notice.Kind;
import org.bactrian.job.config.Notice;
import org.bactrian.job.config.Secret;

/** The body becomes the list of who is to be told of the event, and what. */
public final class NoticesDue implements Processor {
    static final String EVENT = "BactrianEvent";

    private Event fixed;

    /** Always that event, and not the one the exchange names. */
    public void setEvent(String word) {
        fixed = Event.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static void event(Exchange exchange, Event event) {
        exchange.setProperty(EVENT, event);
    }

    @Override
    public void process(Exchange exchange) {
        JobRun run = JobRun.of(exchange);
        Event event = fixed != null ? fixed : Objects.requireNonNull(exchange.getProperty(EVENT, Event.class), EVENT);
        List<Told> told = new ArrayList<>();
        for (Notice notice : run.job().notices()) {
            if (notice.events().contains(event)) {
                try {
                    told.add(told(notice, event, run, exchange));
                } catch (BactrianException e) {
                    run.log().warning("Nobody could be told of it: " + e.getMessage());
                }
            }
        }
        exchange.getMessage().setBody(told);
    }

    private static Told told(Notice notice, Event event, JobRun run, Exchange exchange) {
        String to = notice.to();
        if (notice.kind() == Kind.WEBHOOK || notice.kind() == Kind.SLACK) {
            to = exchange.getContext().getRegistry().lookupByNameAndType(PrepareTarget.SECRETS, Secret.class).resolve(to);
        }
        RunRecord ended = run.ended();
        String task = run.order().task().word();
        String subject = "Bactrian: " + run.job().name() + ": " + task + ": " + event.word();
        String text = ended == null || ended.error().isEmpty() ? subject : subject + "\n" + ended.error();
        return new Told(notice.kind(), event, to, subject, text);
    }
}
