package org.bactrian.chain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the object that protects a set from removal. It lies beside the sets, so that every host that prunes the target sees
 * it and a lost archive directory loses nothing; duplicity passes over names it does not know and never deletes them (spec 1.5).
 * The name says it all; the content is a sentence for people.
 *
 * <table>
 * <caption>names, after the prefix of all names ({@code --file-prefix}); T as in long names, whatever the others' style</caption>
 * <tr><th>protects</th><th>name</th></tr>
 * <tr><td>a full</td><td>{@code bactrian-protect-full.T}</td></tr>
 * <tr><td>an increment</td><td>{@code bactrian-protect-inc.T1.to.T2}</td></tr>
 * </table>
 */
public final class ProtectionMark {
    private static final String TIME = "[0-9]{8}T[0-9]{6}Z";
    private static final Pattern NAME = Pattern.compile("bactrian-protect-(?:full|inc\\.(" + TIME + ")\\.to)\\.(" + TIME + ")");

    private ProtectionMark() {
    }

    /** The name of the mark of a set. */
    public static String name(SetId set, Prefixes prefixes) {
        return prefixes.all() + "bactrian-protect-" + set.start().map(start -> "inc." + TimeText.compact(start) + ".to.").orElse("full.")
                + TimeText.compact(set.time());
    }

    /** The set that an object of that name protects; empty if it is no mark. */
    public static Optional<SetId> parse(String name, Prefixes prefixes) {
        if (!name.startsWith(prefixes.all())) {
            return Optional.empty();
        }
        Matcher matcher = NAME.matcher(name).region(prefixes.all().length(), name.length());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Instant> time = time(matcher.group(2));
        Optional<Instant> start = Optional.ofNullable(matcher.group(1)).flatMap(ProtectionMark::time);
        return time.isEmpty() || matcher.group(1) != null && start.isEmpty() ? Optional.empty()
                : Optional.of(new SetId(start, time.get()));
    }

    private static Optional<Instant> time(String text) {
        return TimeExpression.absolute(text, ZoneOffset.UTC, ':');
    }
}
