package org.bactrian.request;

import java.util.Objects;
import org.bactrian.store.RateLimit;
import org.bactrian.store.Target;

/**
 * Where the sets are, and how their objects and the local copies of their metadata are named. The same for every
 * command on one target.
 *
 * @param target      the store and the place in it
 * @param archiveDir  parent of the archive directory; null for the default (spec 6)
 * @param name        name of the archive directory; null for the MD5 of the URL
 * @param prefixes    what stands before the objects' names
 * @param style       how names are written
 * @param separator   what stands for ':' in long times, null for ':'
 * @param allMetadata copy all metadata, not only that of the chain asked for ({@code --metadata-sync-mode full})
 * @param dryRun      change nothing on the store nor in the archive directory
 * @param force       do what is refused or only shown otherwise
 * @param lease       how others are kept from writing at the same time
 * @param upload      how fast bytes may go to the store
 */
public record TargetOptions(Target target, String archiveDir, String name, Prefixes prefixes, NameStyle style,
        String separator, boolean allMetadata, boolean dryRun, boolean force, LeaseOptions lease, RateLimit upload) {

    /** How names are written; all are read. */
    public enum NameStyle {
        /** {@code duplicity-full.20240101T000000Z.vol1.difftar.gz}. */
        LONG,
        /** {@code df.s6k2o0.1.dt.z}. */
        SHORT,
        /** Long, with local times as {@code 2024-01-01T00:00:00Z}. */
        OLD
    }

    /**
     * What stands before an object's name: {@code all}, then that of its kind (spec 1.1). Empty for nothing.
     *
     * @param all       before every name
     * @param archive   before volumes
     * @param manifest  before manifests
     * @param signature before signatures
     * @param jsonstat  before statistics
     */
    public record Prefixes(String all, String archive, String manifest, String signature, String jsonstat) {
        /** No prefixes. */
        public static final Prefixes NONE = new Prefixes("", "", "", "", "");
    }

    /** @throws NullPointerException if target, prefixes or style are missing */
    public TargetOptions {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(prefixes, "prefixes");
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(upload, "upload");
    }

    /** With the usual lease and no limit. */
    public TargetOptions(Target target, String archiveDir, String name, Prefixes prefixes, NameStyle style, String separator,
            boolean allMetadata, boolean dryRun, boolean force) {
        this(target, archiveDir, name, prefixes, style, separator, allMetadata, dryRun, force, LeaseOptions.USUAL, RateLimit.NONE);
    }

    /** A target with every option at its default. */
    public static TargetOptions of(String url) {
        return new TargetOptions(Target.of(url), null, null, Prefixes.NONE, NameStyle.LONG, null, false, false, false);
    }
}
