package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.Layers;
import org.bactrian.restore.VolumeOpener;
import org.bactrian.verify.EncryptedSpools;
import org.bactrian.volume.EntryTarReader;

/**
 * Replays the chain in the body: every volume is fetched, compared with its hash and opened, every change applied to what it was made
 * against, and each file, after each set that has it, compared with the set's signatures. What is damaged is noted by object. Needs
 * room for two versions of the longest file, encrypted, beside the volumes.
 */
public final class ReplayChain implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Check check = Check.of(exchange);
        BackupChain chain = exchange.getMessage().getBody(BackupChain.class);
        VolumeFetch fetch = new VolumeFetch(exchange);
        List<ChainReader.ReadableSet> sets = new ArrayList<>();
        List<ReplayedSet> replayed = new ArrayList<>();
        for (BackupSet set : chain.sets()) {
            Optional<Manifest> manifest = check.manifest(set.id());
            if (manifest.isEmpty()) {
                break; // what follows cannot be replayed, and why was noted
            }
            sets.add(new ChainReader.ReadableSet(set, manifest.get(), opener(fetch, check, set, manifest.get())));
            replayed.add(new ReplayedSet(set, signatures(fetch, check, set), check));
        }
        try (Replay replay = new Replay(replayed, new EncryptedSpools(Path.of(System.getProperty("java.io.tmpdir"))));
                Layers layers = Layers.of(sets, run.log())) {
            replay(run, layers, replay);
        } catch (BactrianException e) {
            NoteDamage.requireOfObject(e);
            check.follows(chain.full().manifest().orElseThrow().text(), "its chain cannot be replayed to the end: " + e.getMessage());
        }
        exchange.getMessage().setBody(null);
    }

    private static void replay(Run run, Layers layers, Replay replay) throws IOException {
        for (Layers.Layer layer = layers.next(); layer != null; layer = layers.next()) {
            run.checkStop();
            run.doing("replaying", layer.name());
            replay.take(layer, layers.isLossy());
        }
        replay.end(layers.isLossy());
    }

    private static EntryTarReader signatures(VolumeFetch fetch, Check check, BackupSet set) {
        Optional<SetObject> signatures = set.signatures().filter(object -> !check.isDamaged(object.text()));
        return signatures.map(object -> new EntryTarReader(fetch.open(object, null, new LongAdder()), object.text())).orElse(null);
    }

    /** Notes a volume that cannot be read, and goes on without it. */
    private static VolumeOpener opener(VolumeFetch fetch, Check check, BackupSet set, Manifest manifest) {
        return number -> {
            Optional<SetObject> volume = set.volume(number);
            if (volume.isEmpty()) {
                return null; // the manifest was noted for that
            }
            try {
                InputStream opened = fetch.open(volume.get(), manifest.volume(number).orElseThrow(), new LongAdder());
                check.good();
                return opened;
            } catch (BactrianException e) {
                NoteDamage.requireOfObject(e);
                check.damaged(volume.get().text(), e.getMessage().replace('\n', ' '));
                return null;
            }
        };
    }
}
