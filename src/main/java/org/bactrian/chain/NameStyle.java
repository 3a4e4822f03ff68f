package org.bactrian.chain;

/** The three spellings of names (spec 1.1 to 1.3). All are read; one is written. */
public enum NameStyle {
    /** {@code duplicity-full.20240101T000000Z.vol1.difftar.gz} */
    LONG,
    /** {@code df.s6k2o0.1.dt.z} ({@code --short-filenames}) */
    SHORT,
    /** {@code duplicity-full.2024-01-01T01:00:00+01:00.vol1.difftar.gz}, local time ({@code --old-filenames}) */
    OLD
}
