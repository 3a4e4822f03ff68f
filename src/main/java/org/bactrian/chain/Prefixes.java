package org.bactrian.chain;

import java.util.Objects;

/**
 * What stands before the names (options {@code --file-prefix*}, spec 1.1): {@code all}, then that of the kind. A file
 * without them is not one of ours.
 */
public record Prefixes(String all, String archive, String manifest, String signature, String jsonstat) {
    /** The default: no prefixes. */
    public static final Prefixes NONE = new Prefixes("", "", "", "", "");

    /** @throws NullPointerException if one is missing; an absent prefix is the empty text */
    public Prefixes {
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(jsonstat, "jsonstat");
    }

    /** What stands before the names of that kind. */
    public String of(ObjectKind kind) {
        return all + switch (kind) {
            case VOLUME -> archive;
            case MANIFEST -> manifest;
            case SIGNATURES -> signature;
            case JSONSTAT -> jsonstat;
        };
    }
}
