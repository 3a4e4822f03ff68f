package org.bactrian.chain.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.request.KeepRules;

/**
 * Gives the places that keep rules have to sets, the newest first: the last of a day takes one of the places for days, and so on. A
 * set may take places of several rules.
 *
 * @param rules what is kept
 * @param zone  whose hours, days, weeks, months and years
 */
record KeepSlots(KeepRules rules, ZoneId zone) {
    /** A rule that keeps the last set of each of so many stretches of time. */
    private enum Period {
        HOURLY("hourly", "uuuu-MM-dd HH'h' xx"), DAILY("daily", "uuuu-MM-dd"), WEEKLY("weekly", "YYYY-'W'ww"),
        MONTHLY("monthly", "uuuu-MM"), YEARLY("yearly", "uuuu");

        private final String word;
        private final DateTimeFormatter name;

        /** @param name what two times of one stretch have in common; Locale.UK's weeks are those of ISO 8601 */
        Period(String word, String name) {
            this.word = word;
            this.name = DateTimeFormatter.ofPattern(name, Locale.UK);
        }

        int places(KeepRules rules) {
            return switch (this) {
                case HOURLY -> rules.hourly();
                case DAILY -> rules.daily();
                case WEEKLY -> rules.weekly();
                case MONTHLY -> rules.monthly();
                case YEARLY -> rules.yearly();
            };
        }
    }

    /** The reasons to keep a set, by set. @param newestFirst the sets that count */
    Map<SetId, List<String>> fill(List<BackupSet> newestFirst) {
        Map<SetId, List<String>> wanted = new HashMap<>();
        for (int i = 0; i < Math.min(rules.last(), newestFirst.size()); i++) {
            add(wanted, newestFirst.get(i), "last " + (i + 1) + " of " + rules.last());
        }
        for (Period period : Period.values()) {
            fill(wanted, newestFirst, period);
        }
        if (rules.within() != null && !newestFirst.isEmpty()) {
            Instant newest = newestFirst.get(0).time();
            Instant oldest = rules.within().getSeconds() > newest.getEpochSecond() ? Instant.EPOCH : newest.minus(rules.within());
            newestFirst.stream().filter(set -> !set.time().isBefore(oldest))
                    .forEach(set -> add(wanted, set, "not before " + TimeText.asctime(oldest, zone)));
        }
        return wanted;
    }

    private void fill(Map<SetId, List<String>> wanted, List<BackupSet> newestFirst, Period period) {
        String taken = null;
        int places = period.places(rules);
        int used = 0;
        for (BackupSet set : newestFirst) {
            String stretch = period.name.format(ZonedDateTime.ofInstant(set.time(), zone));
            if (used == places) {
                return;
            }
            if (!stretch.equals(taken)) {
                used++;
                taken = stretch;
                add(wanted, set, period.word + " " + used + " of " + places + " (" + stretch + ")");
            }
        }
    }

    private static void add(Map<SetId, List<String>> wanted, BackupSet set, String why) {
        wanted.computeIfAbsent(set.id(), id -> new ArrayList<>()).add(why);
    }
}
