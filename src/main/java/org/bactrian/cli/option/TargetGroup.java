package org.bactrian.cli.option;

import java.time.Duration;
import java.util.List;
import org.bactrian.request.LeaseOptions;
import org.bactrian.request.TargetOptions.NameStyle;
import org.bactrian.request.TargetOptions.Prefixes;
import org.bactrian.store.RateLimit;
import picocli.CommandLine.Option;

/** How objects on the store and the archive directory are named, and who may write to them. Filled by picocli, then only read. */
public final class TargetGroup {
    @Option(names = "--archive-dir", paramLabel = "DIR",
            description = "parent of the archive directory (default: $XDG_CACHE_HOME/bactrian, else ~/.cache/bactrian)")
    public String archiveDir;

    @Option(names = "--name", paramLabel = "NAME", description = "name of the archive directory (default: MD5 of the URL)")
    public String name;

    @Option(names = "--file-prefix", paramLabel = "TEXT", description = "begin the names of all objects with TEXT")
    private String all = "";

    @Option(names = "--file-prefix-archive", paramLabel = "TEXT", description = "the same for volumes")
    private String archive = "";

    @Option(names = "--file-prefix-manifest", paramLabel = "TEXT", description = "the same for manifests")
    private String manifest = "";

    @Option(names = "--file-prefix-signature", paramLabel = "TEXT", description = "the same for signatures")
    private String signature = "";

    @Option(names = "--file-prefix-jsonstat", paramLabel = "TEXT", description = "the same for statistics")
    private String jsonstat = "";

    @Option(names = "--short-filenames", description = "write short names (all are read)")
    private boolean shortNames;

    @Option(names = "--old-filenames", description = "write names with local times (all are read)")
    private boolean oldNames;

    @Option(names = "--time-separator", paramLabel = "CHAR", description = "what stands for ':' in times (default: ':')")
    public String timeSeparator;

    @Option(names = "--metadata-sync-mode", paramLabel = "partial|full",
            converter = Values.SyncMode.class,
            description = "copy the metadata of the chain in question, or of all (default: partial)")
    private String syncMode = "partial";

    @Option(names = "--lock-wait", paramLabel = "SECONDS", converter = Values.NotNegative.class,
            description = "wait so long for another run that writes to the target (default: 0, stop at once)")
    private Integer lockWait;

    @Option(names = "--no-lease", description = "take no lease on the target; nothing then keeps two hosts from writing at once")
    private boolean noLease;

    @Option(names = "--limit-upload", paramLabel = "[HH:MM-HH:MM=]RATE",
            description = "bytes a second that may go to the store, as 2M or 08:00-18:00=2M; the first that fits counts")
    private List<String> uploadRates = List.of();

    /** How fast bytes may go to the store. */
    public RateLimit upload() {
        return RateLimit.of(uploadRates);
    }

    /** How others are kept from writing at the same time. */
    public LeaseOptions lease() {
        return new LeaseOptions(!noLease, Duration.ofSeconds(lockWait == null ? 0 : lockWait));
    }

    /** How names are written; {@code --old-filenames} wins, as there. */
    public NameStyle style() {
        return oldNames ? NameStyle.OLD : shortNames ? NameStyle.SHORT : NameStyle.LONG;
    }

    /** Whether the metadata of all chains is copied, not only that of the one in question. */
    public boolean allMetadata() {
        return syncMode.equals("full");
    }

    /** Whether both ways of writing names are asked for. */
    public boolean contradicts() {
        return oldNames && shortNames;
    }

    /** What names begin with. */
    public Prefixes prefixes() {
        return new Prefixes(all, archive, manifest, signature, jsonstat);
    }
}
