package org.bactrian.job;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Notice.Event;

/** A run has ended: the history and the job's state take it, and after a good backup what need not be kept is removed if no schedule does that. */
public final class EndRun implements Processor {
    @Override
    public void process(Exchange exchange) {
        JobRun run = JobRun.of(exchange);
        JobBoard board = JobBoard.of(exchange);
        board.end(run);
        RunRecord record = run.ended();
        run.log().notice("Run ended: " + record.task().word() + ", " + record.outcome().word());
        NoticesDue.event(exchange, switch (record.outcome()) {
            case SUCCESS -> Event.SUCCESS;
            case WARNING -> Event.WARNING;
            case FAILURE, CANCELLED -> Event.FAILURE;
            case MISSED -> Event.MISSED;
        });
        Job job = run.job();
        if (record.task().isBackup() && record.isGood() && job.retain() == null && !job.retention().isEmpty()) {
            board.order(new Order(job.name(), Task.RETENTION, Order.Cause.BACKUP, board.clock().instant(), List.of()));
        }
    }
}
