package org.bactrian.chain;

/** How an object is packed, as its name's last suffix says; the content is never sniffed (spec 1.5). */
public enum Packing {
    /** As it is. */
    PLAIN("", ""),
    /** Compressed by gzip; never used for a manifest. */
    GZIP(".gz", ".z"),
    /** An OpenPGP message (which compresses by itself). */
    OPENPGP(".gpg", ".g"),
    /** A CMS message, from duplicity 3.1 with gpgsm; recognised, not read. */
    CMS(".p7m", ".p7m"),
    /**
     * Some other suffix, as of {@code ….difftar.gpg.bak}. duplicity takes such a file for the object itself (and stops
     * with an assertion if the real one is there too); we recognise it only to say so.
     */
    UNKNOWN(null, null);

    private final String suffix;
    private final String shortSuffix;

    Packing(String suffix, String shortSuffix) {
        this.suffix = suffix;
        this.shortSuffix = shortSuffix;
    }

    /** Whether the object is compressed by gzip. */
    public boolean compressed() {
        return this == GZIP;
    }

    /** Whether the object is encrypted. */
    public boolean encrypted() {
        return this == OPENPGP || this == CMS;
    }

    /** @throws IllegalStateException for {@link #UNKNOWN}, which has no suffix of its own */
    String suffix(boolean shortForm) {
        if (this == UNKNOWN) {
            throw new IllegalStateException("an object of unknown packing has no name of ours");
        }
        return shortForm ? shortSuffix : suffix;
    }

    /** @param text what follows the keyword (and the partial mark): empty, or a dot and anything */
    static Packing ofSuffix(String text) {
        for (Packing packing : values()) {
            if (packing != UNKNOWN && (packing.suffix.equals(text) || packing.shortSuffix.equals(text))) {
                return packing;
            }
        }
        return UNKNOWN;
    }
}
