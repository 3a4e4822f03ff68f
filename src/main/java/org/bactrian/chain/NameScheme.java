package org.bactrian.chain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spelling of names: writes one style, reads all (spec 1). Immutable and safe for use by many threads.
 *
 * <table>
 * <caption>names; S is .gz, .gpg or nothing (short: .z, .g)</caption>
 * <tr><th>object</th><th>long</th><th>short</th></tr>
 * <tr><td>full volume</td><td>{@code duplicity-full.T.volN.difftarS}</td><td>{@code df.T.N.dtS}</td></tr>
 * <tr><td>full manifest</td><td>{@code duplicity-full.T.manifestS}</td><td>{@code df.T.mS}</td></tr>
 * <tr><td>full signatures</td><td>{@code duplicity-full-signatures.T.sigtarS}</td><td>{@code dfs.T.stS}</td></tr>
 * <tr><td>increment's volume</td><td>{@code duplicity-inc.T1.to.T2.volN.difftarS}</td><td>{@code di.T1.T2.N.dtS}</td></tr>
 * <tr><td>its manifest</td><td>{@code duplicity-inc.T1.to.T2.manifestS}</td><td>{@code di.T1.T2.mS}</td></tr>
 * <tr><td>its signatures</td><td>{@code duplicity-new-signatures.T1.to.T2.sigtarS}</td><td>{@code dns.T1.T2.stS}</td></tr>
 * <tr><td>statistics</td><td>{@code duplicity-full.T.jsonstatS}, {@code duplicity-inc.T1.to.T2.jsonstatS}</td><td>as long</td></tr>
 * </table>
 *
 * @param style         how names are written
 * @param timeSeparator stands for every {@code :} of the old style; {@code :} by default, {@code -} is refused
 * @param prefixes      what stands before all names
 * @param zone          whose time the old style shows, and how a name without a zone is read
 */
public record NameScheme(NameStyle style, char timeSeparator, Prefixes prefixes, ZoneId zone) {
    /** From here on a time has no long form (spec 3), and what is kept of the set would not be found again. */
    private static final Instant TOO_LATE = Instant.parse("2100-01-01T00:00:00Z");
    /** Names longer than this are nobody's. Together with the 40 characters a time may have, it bounds the patterns' work. */
    private static final int LONGEST = 1024;
    private static final int MOST_VOLUME_DIGITS = 9;
    private static final String REST = "((?:\\..*)?)";

    private static final List<Shape> SHAPES = List.of(
            shape(ObjectKind.VOLUME, true, "df\\.(?<t>[0-9a-z]+)\\.(?<n>[0-9a-z]+)\\.dt"),
            shape(ObjectKind.MANIFEST, true, "df\\.(?<t>[0-9a-z]+)\\.m"),
            shape(ObjectKind.SIGNATURES, true, "dfs\\.(?<t>[0-9a-z]+)\\.st"),
            shape(ObjectKind.VOLUME, true, "di\\.(?<s>[0-9a-z]+)\\.(?<t>[0-9a-z]+)\\.(?<n>[0-9a-z]+)\\.dt"),
            shape(ObjectKind.MANIFEST, true, "di\\.(?<s>[0-9a-z]+)\\.(?<t>[0-9a-z]+)\\.m"),
            shape(ObjectKind.SIGNATURES, true, "dns\\.(?<s>[0-9a-z]+)\\.(?<t>[0-9a-z]+)\\.st"),
            shape(ObjectKind.VOLUME, false, "duplicity-full\\.(?<t>.{1,40}?)\\.vol(?<n>[0-9]+)\\.difftar"),
            shape(ObjectKind.MANIFEST, false, "duplicity-full\\.(?<t>.{1,40}?)\\.manifest"),
            shape(ObjectKind.JSONSTAT, false, "duplicity-full\\.(?<t>.{1,40}?)\\.jsonstat"),
            shape(ObjectKind.SIGNATURES, false, "duplicity-full-signatures\\.(?<t>.{1,40}?)\\.sigtar"),
            shape(ObjectKind.VOLUME, false, "duplicity-inc\\.(?<s>.{1,40}?)\\.to\\.(?<t>.{1,40}?)\\.vol(?<n>[0-9]+)\\.difftar"),
            shape(ObjectKind.MANIFEST, false, "duplicity-inc\\.(?<s>.{1,40}?)\\.to\\.(?<t>.{1,40}?)\\.manifest"),
            shape(ObjectKind.JSONSTAT, false, "duplicity-inc\\.(?<s>.{1,40}?)\\.to\\.(?<t>.{1,40}?)\\.jsonstat"),
            shape(ObjectKind.SIGNATURES, false, "duplicity-new-signatures\\.(?<s>.{1,40}?)\\.to\\.(?<t>.{1,40}?)\\.sigtar"));

    /** One spelling of one kind of object. */
    private record Shape(ObjectKind kind, boolean shortForm, boolean increment, boolean numbered, Pattern pattern) {
    }

    private static Shape shape(ObjectKind kind, boolean shortForm, String pattern) {
        return new Shape(kind, shortForm, pattern.contains("(?<s>"), pattern.contains("(?<n>"),
                Pattern.compile(pattern + REST, Pattern.DOTALL));
    }

    /** @throws IllegalArgumentException if the separator is a dash, which would make old names ambiguous */
    public NameScheme {
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(prefixes, "prefixes");
        Objects.requireNonNull(zone, "zone");
        if (timeSeparator == '-') {
            throw new IllegalArgumentException("Dash ('-') not valid for time-separator.");
        }
    }

    /** Long names without prefixes, the default of every duplicity. */
    public static NameScheme standard() {
        return new NameScheme(NameStyle.LONG, ':', Prefixes.NONE, ZoneId.of("Z"));
    }

    /** The name as this scheme writes it. @throws IllegalStateException if the packing is unknown */
    public String format(ObjectName name) {
        String prefix = prefixes.of(name.kind());
        return prefix + (style == NameStyle.SHORT && name.kind() != ObjectKind.JSONSTAT ? shortForm(name) : longForm(name));
    }

    private String longForm(ObjectName name) {
        SetId set = name.set();
        boolean signatures = name.kind() == ObjectKind.SIGNATURES;
        String start = set.start().map(s -> (signatures ? "duplicity-new-signatures." : "duplicity-inc.") + time(s) + ".to.")
                .orElse(signatures ? "duplicity-full-signatures." : "duplicity-full.");
        String keyword = switch (name.kind()) {
            case VOLUME -> ".vol" + name.volume() + ".difftar";
            case MANIFEST -> ".manifest";
            case SIGNATURES -> ".sigtar";
            case JSONSTAT -> ".jsonstat";
        };
        return start + time(set.time()) + keyword + (name.partial() ? ".part" : "") + name.packing().suffix(false);
    }

    private String shortForm(ObjectName name) {
        SetId set = name.set();
        boolean signatures = name.kind() == ObjectKind.SIGNATURES;
        String start = set.start().map(s -> (signatures ? "dns." : "di.") + TimeText.base36(s) + ".")
                .orElse(signatures ? "dfs." : "df.");
        String keyword = switch (name.kind()) {
            case VOLUME -> "." + Integer.toString(name.volume(), Character.MAX_RADIX) + ".dt";
            case MANIFEST -> ".m";
            default -> ".st";
        };
        return start + TimeText.base36(set.time()) + keyword + (name.partial() ? ".p" : "") + name.packing().suffix(true);
    }

    private String time(Instant instant) {
        return style == NameStyle.OLD ? TimeText.w3c(instant, zone, timeSeparator) : TimeText.compact(instant);
    }

    /**
     * What a name says, by the rules of spec 1.5: short before long spellings, anchored at the start, any suffix after
     * the keyword. Unlike duplicity, a time relative to now ({@code 3D}) is not a name's time, and neither is volume 0,
     * at which duplicity stops with an assertion.
     *
     * @param name any text at all
     * @return empty if this is not a name of ours
     */
    public Optional<ObjectName> parse(String name) {
        if (name.length() > LONGEST || !name.startsWith(prefixes.all())) {
            return Optional.empty();
        }
        for (Shape shape : SHAPES) {
            String prefix = prefixes.of(shape.kind());
            if (name.startsWith(prefix)) {
                Matcher matcher = shape.pattern().matcher(name).region(prefix.length(), name.length());
                Optional<ObjectName> found = matcher.matches() ? read(shape, matcher) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ObjectName> read(Shape shape, Matcher matcher) {
        Optional<Instant> time = readTime(shape, matcher.group("t"));
        Optional<Instant> start = shape.increment() ? readTime(shape, matcher.group("s")) : Optional.empty();
        int volume = shape.numbered() ? readVolume(shape, matcher.group("n")) : 0;
        if (time.isEmpty() || shape.increment() && start.isEmpty() || shape.numbered() && volume < 1) {
            return Optional.empty();
        }
        String rest = matcher.group(matcher.groupCount());
        String mark = shape.shortForm() ? ".p" : ".part";
        boolean partial = rest.equals(mark) || rest.startsWith(mark + ".");
        Packing packing = Packing.ofSuffix(partial ? rest.substring(mark.length()) : rest);
        return Optional.of(new ObjectName(shape.kind(), new SetId(start, time.get()), volume, packing, partial));
    }

    private Optional<Instant> readTime(Shape shape, String text) {
        Optional<Instant> time = shape.shortForm() ? TimeText.ofBase36(text)
                : TimeExpression.absolute(text.toUpperCase(Locale.ROOT), zone, timeSeparator);
        // seconds, too, are a time's spelling, and tell of years that no name could be given
        return time.filter(read -> read.getEpochSecond() >= 0 && read.isBefore(TOO_LATE));
    }

    /** @return 0 if it is not a number of a volume */
    private static int readVolume(Shape shape, String text) {
        try {
            long number = Long.parseLong(text, shape.shortForm() ? Character.MAX_RADIX : 10);
            return Long.toString(number).length() > MOST_VOLUME_DIGITS ? 0 : (int) number;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
