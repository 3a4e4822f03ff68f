package org.bactrian.chain;

import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * What ties the objects of a set together, so that a store cannot give one of another set in the place of one of this. Names are not
 * part of what is sealed or signed; so the manifest says whose it is, and which signatures are its set's, as it has a hash of every
 * volume. duplicity's manifests have neither and are not tied; it passes over these lines.
 *
 * <table>
 * <caption>lines of the manifest, before the volumes; each may be missing</caption>
 * <tr><td>{@code Set S}</td><td>the set, as {@link SetId#text} has it</td></tr>
 * <tr><td>{@code Signatures SHA256 X}</td><td>lower-case hex, of the set's signatures as they are before they are sealed, so that sealing
 * them otherwise changes nothing</td></tr>
 * </table>
 *
 * @param set        the set whose manifest it is
 * @param signatures SHA-256 of the unsealed signatures, lower-case hex
 */
public record SetTies(Optional<SetId> set, Optional<String> signatures) {
    /** Of a manifest that says nothing. */
    public static final SetTies NONE = new SetTies(Optional.empty(), Optional.empty());

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws NullPointerException if something is missing */
    public SetTies {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(signatures, "signatures");
    }

    /** What a line of a manifest adds; any other line than these two, or one that makes no sense, adds nothing. */
    SetTies with(String word, Fields rest) {
        if (word.equals("set")) {
            return new SetTies(SetId.parse(rest.word()), signatures);
        }
        if (word.equals("signatures") && rest.word().equalsIgnoreCase("SHA256")) {
            return new SetTies(set, Optional.of(rest.word().toLowerCase(Locale.ROOT)).filter(hex -> SHA256.matcher(hex).matches()));
        }
        return this;
    }

    /** The lines; empty for {@link #NONE}. */
    String lines() {
        return set.map(id -> "Set " + id.text() + "\n").orElse("")
                + signatures.map(hex -> "Signatures SHA256 " + hex + "\n").orElse("");
    }

    /**
     * Checks whose manifest it is.
     *
     * @param expected the set that its name says
     * @param name     the object's, for the message
     * @throws BactrianException MANIFEST_UNREADABLE if it is that of another set
     */
    public void requireSet(SetId expected, String name) {
        if (set.isPresent() && !set.get().equals(expected)) {
            throw new BactrianException(ErrorKind.MANIFEST_UNREADABLE, "The manifest " + name + " is not that of the " + expected
                    + ", but of the " + set.get() + ".", "The store gives another object than was stored under this name; do not trust it."
                    + " `bactrian check` looks at all of it.");
        }
    }

    /**
     * Checks which signatures they are.
     *
     * @param sha256 of the signatures as they are before they are sealed, lower-case hex
     * @param name   the object's, for the message
     * @throws BactrianException HASH_MISMATCH if they are others than the manifest tells
     */
    public void requireSignatures(String sha256, String name) {
        signatures.filter(hex -> !hex.equals(sha256)).ifPresent(hex -> {
            throw new BactrianException(ErrorKind.HASH_MISMATCH, "The signatures " + name + " are not those of their set: SHA-256 "
                    + sha256 + ", by its manifest " + hex + ".", "The store gives another object than was stored under this name;"
                    + " `restore --ignore-errors` does without it, `repair --force` makes it anew of the set's data.");
        });
    }

    /**
     * A stream that hashes all of it, what its reader skips too.
     *
     * @param end given the SHA-256, lower-case hex, when the end was read; what it throws comes in the place of the end
     */
    public static InputStream hashing(InputStream clear, Consumer<String> end) {
        return new TiedInput(clear, end);
    }

    /**
     * The signatures, proven to be this set's by the time their end was read.
     *
     * @param name the object's, for the message
     * @return the same stream if nothing is known of them; else one that throws HASH_MISMATCH in the place of the end
     */
    public InputStream proving(InputStream clear, String name) {
        return signatures.isEmpty() ? clear : new TiedInput(clear, sha256 -> requireSignatures(sha256, name));
    }
}
