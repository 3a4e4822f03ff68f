package org.bactrian.verify;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.bactrian.chain.TimeText;
import org.bactrian.log.NameText;
import org.bactrian.source.Aspect;
import org.bactrian.source.Entry;

/** Puts into words the first difference between what an entry here is and what the archive says of it. Immutable. */
final class MetadataComparison {
    /** Years 1 to 9999; other times are not dates anybody can read. */
    private static final long EARLIEST = -62_135_596_800L;
    private static final long LATEST = 253_402_300_799L;

    private final ZoneId zone;

    /** @param zone for the times in the words */
    MetadataComparison(ZoneId zone) {
        this.zone = zone;
    }

    /** The first difference; null if there is none but perhaps in the content. */
    Difference compare(Entry here, Entry archived) {
        Aspect aspect = Aspect.firstDifference(here, archived);
        return aspect == null ? null : switch (aspect) {
            case TYPE -> found(Difference.Kind.TYPE, here, here.type().label(), archived.type().label());
            case TARGET -> found(Difference.Kind.TARGET, here, NameText.of(here.linkTarget()),
                    NameText.of(archived.linkTarget()));
            case PERMISSIONS -> found(Difference.Kind.PERMISSIONS, here, permissions(here), permissions(archived));
            case TIME -> found(Difference.Kind.MTIME, here, time(here), time(archived));
            case NUMBERS -> found(Difference.Kind.NUMBERS, here, numbers(here), numbers(archived));
        };
    }

    private static Difference found(Difference.Kind kind, Entry here, String found, String expected) {
        return new Difference(kind, here.name(), found, expected);
    }

    private static String permissions(Entry entry) {
        return String.format(Locale.ROOT, "%d:%d %o", entry.uid(), entry.gid(), entry.mode());
    }

    private String time(Entry entry) {
        long seconds = entry.mtime();
        return seconds < EARLIEST || seconds > LATEST ? seconds + " s"
                : TimeText.asctime(Instant.ofEpochSecond(seconds), zone);
    }

    private static String numbers(Entry entry) {
        return "(" + entry.deviceMajor() + ", " + entry.deviceMinor() + ")";
    }
}
