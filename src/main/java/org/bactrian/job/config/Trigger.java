package org.bactrian.job.config;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When something runs: by a Quartz cron expression in a time zone, or so often.
 *
 * @param cron   the expression; null if {@code every} is given
 * @param zone   of the expression
 * @param every  the pause between two beginnings; null if {@code cron} is given
 * @param jitter each beginning is later by a random part of this
 */
public record Trigger(String cron, ZoneId zone, Duration every, Duration jitter) {
    /** @throws IllegalArgumentException with what is wrong if the expression is none, or none that ever comes */
    public Trigger {
        if (cron != null && expression(cron, zone).getNextValidTimeAfter(new Date(0)) == null) {
            throw new IllegalArgumentException("the cron expression '" + cron + "' never comes");
        }
    }

    /** The first time after another; null if there is none. */
    public Instant after(Instant time) {
        if (every != null) {
            return time.plus(every);
        }
        Date next = expression(cron, zone).getNextValidTimeAfter(Date.from(time));
        return next == null ? null : next.toInstant();
    }

    private static CronExpression expression(String cron, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return expression;
        } catch (ParseException | RuntimeException e) {
            throw new IllegalArgumentException("'" + cron + "' is no cron expression of Quartz: " + e.getMessage(), e);
        }
    }
}
