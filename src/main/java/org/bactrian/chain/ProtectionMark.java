package org.bactrian.chain;

import java.util.Optional;

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
    private static final String WORD = "bactrian-protect-";

    private ProtectionMark() {
    }

    /** The name of the mark of a set. */
    public static String name(SetId set, Prefixes prefixes) {
        return prefixes.all() + WORD + set.text();
    }

    /** The set that an object of that name protects; empty if it is no mark. */
    public static Optional<SetId> parse(String name, Prefixes prefixes) {
        String word = prefixes.all() + WORD;
        return name.startsWith(word) ? SetId.parse(name.substring(word.length())) : Optional.empty();
    }
}
