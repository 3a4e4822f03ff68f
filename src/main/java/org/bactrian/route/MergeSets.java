package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.ReadAhead;
import org.bactrian.restore.ReadProgress;
import org.bactrian.restore.VolumeOpener;
import org.bactrian.restore.VolumesAhead;
import org.bactrian.source.EntryName;

/**
 * The sets in the body become one sequence of entries. A volume comes by the route {@code direct:fetch}: from the store,
 * compared with its hash, its integrity proven; some volumes come before their turn, while others are read.
 */
public final class MergeSets implements Processor {
    private boolean goOnAfterDamage;
    private int volumesAhead;

    /**
     * Whether a volume whose hash is wrong is said and left out, instead of ending the command. With {@code --ignore-errors} it
     * always is, and a missing one too.
     */
    public void setGoOnAfterDamage(boolean goOnAfterDamage) {
        this.goOnAfterDamage = goOnAfterDamage;
    }

    /** How many volumes may be fetched before their turn; 0, the default, for none. */
    public void setVolumesAhead(int volumesAhead) {
        this.volumesAhead = volumesAhead;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        VolumeFetch fetcher = new VolumeFetch(exchange);
        EntryName path = EntryName.of(request.path());
        @SuppressWarnings("unchecked")
        List<SelectSets.ChosenSet> chosen = exchange.getMessage().getBody(List.class);
        ReadProgress progress = progress(run, chosen, path);
        run.report(exchange, progress);
        ReadAhead ahead = new ReadAhead(volumesAhead);
        List<ChainReader.ReadableSet> sets = new ArrayList<>();
        for (SelectSets.ChosenSet set : chosen) {
            VolumeOpener fetch = number -> counted(progress, set, number, read -> fetcher.open(
                    volume(set, number), set.manifest().volume(number).orElseThrow(), read));
            VolumeOpener volumes = new VolumesAhead(fetch, set.manifest().volumesFor(path).stream()
                    .map(Manifest.Volume::number).iterator(), ahead);
            sets.add(new ChainReader.ReadableSet(set.set(), set.manifest(), said(run, set, volumes, progress, request.ignoreErrors())));
        }
        exchange.getMessage().setBody(new ChainReader(sets, path, run.log(), ahead));
    }

    /** Of the volumes that may have something of the path. */
    private static ReadProgress progress(Run run, List<SelectSets.ChosenSet> sets, EntryName path) {
        List<SetObject> volumes = sets.stream().flatMap(set -> set.manifest().volumesFor(path).stream()
                .flatMap(volume -> set.set().volume(volume.number()).stream())).toList();
        return new ReadProgress(volumes.size(), volumes.stream().mapToLong(volume -> volume.stored().size()).sum(), run::entries, run::doing,
                run::transferred, run::checkStop);
    }

    private static InputStream counted(ReadProgress progress, SelectSets.ChosenSet set, int number, Function<LongAdder, InputStream> fetch) {
        LongAdder read = new LongAdder();
        return progress.counted(fetch.apply(read), volume(set, number).stored().size(), read::sum);
    }

    /** Says what comes of each volume when its turn has come, whenever it was fetched. */
    private VolumeOpener said(Run run, SelectSets.ChosenSet set, VolumeOpener volumes, ReadProgress progress,
            boolean ignoreErrors) {
        return new VolumeOpener() {
            @Override
            public InputStream open(int number) {
                progress.begin();
                try {
                    InputStream volume = volumes.open(number);
                    run.log().say(Level.INFO, Code.PROGRESS, progress.volumes() + " " + progress.expectedVolumes(),
                            "Processed volume " + progress.volumes() + " of " + progress.expectedVolumes());
                    return volume;
                } catch (BactrianException e) {
                    boolean ignored = e.kind() == ErrorKind.HASH_MISMATCH ? goOnAfterDamage || ignoreErrors
                            : e.kind() == ErrorKind.STORE_NOT_FOUND && ignoreErrors;
                    if (!ignored) {
                        throw e;
                    }
                    run.log().say(Level.ERROR, Code.GENERIC, "", e.getMessage());
                    return null;
                }
            }

            @Override
            public void close() throws IOException {
                volumes.close();
            }
        };
    }

    private static SetObject volume(SelectSets.ChosenSet set, int number) {
        return set.set().volume(number).orElseThrow(() -> new BactrianException(ErrorKind.STORE_NOT_FOUND,
                "The " + set.set().id() + " lacks volume " + number, "Restore from another time"));
    }
}
