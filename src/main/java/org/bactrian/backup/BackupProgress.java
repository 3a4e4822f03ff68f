package org.bactrian.backup;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bactrian.chain.status.Counter;
import org.bactrian.log.ProgressSource;

/**
 * How far a backup has come. The source is not walked twice: its size is that of the last time, corrected by what was met since. At any
 * point that is the sum of what was found up to there and what the last record has from there on; at the end it is exact.
 */
public final class BackupProgress implements ProgressSource {
    private final NewSet set;
    private final IdentityRecord identities;
    private final Optional<SourceTotals> last;
    private final Supplier<String> doing;
    private final LongSupplier transferred;

    /**
     * @param set         that is being made
     * @param identities  tells what was noted of the files, then and now
     * @param last        what the last set was; empty if that is not known
     * @param doing       what the run does now
     * @param transferred bytes sent to the store so far
     */
    public BackupProgress(NewSet set, IdentityRecord identities, Optional<SourceTotals> last, Supplier<String> doing,
            LongSupplier transferred) {
        this.set = set;
        this.identities = identities;
        this.last = last;
        this.doing = doing;
        this.transferred = transferred;
    }

    @Override
    public String doing() {
        return doing.get();
    }

    @Override
    public long bytes() {
        return set.counters().fileBytes();
    }

    @Override
    public long files() {
        return set.counters().statistics().get(Counter.SOURCE_FILES);
    }

    @Override
    public int volumes() {
        Volumes volumes = set.volumes();
        return volumes == null ? 0 : volumes.begun();
    }

    @Override
    public long expectedBytes() {
        return last.map(totals -> identities.notedBytes() + Math.max(0, totals.fileBytes() - identities.doneBytes())).orElse(-1L);
    }

    @Override
    public long transferred() {
        return transferred.getAsLong();
    }

    /** What is sent a second time counts as sent, so it is less than there is then, never more. */
    @Override
    public long waiting() {
        return Math.max(0, set.sealedBytes() - transferred());
    }
}
