package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.RebuiltManifest;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Sealable;

/**
 * The body becomes the manifest made of the volumes, to be sealed. If the archive directory has a copy of the lost one that says the
 * same of the volumes, it is that copy. Host and source are those of this copy, of what can be read of the damaged one, or of the next
 * best manifest of the chain.
 */
public final class WriteManifest implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Mend mend = Mend.of(exchange);
        Repair repair = Repair.of(exchange);
        BackupSet set = mend.set().set();
        RebuiltManifest rebuilt = mend.rebuilt();
        long unstored = rebuilt.finish();
        if (unstored > 0) {
            run.log().warning("The signatures of the " + set.id() + " have " + unstored
                    + (unstored == 1 ? " entry that is" : " entries that are") + " in no volume");
        }
        List<Manifest.Volume> blocks = rebuilt.blocks();
        if (blocks.stream().noneMatch(block -> RebuiltManifest.isReadable(block))) {
            throw new BactrianException(ErrorKind.GENERAL, "none of the volumes can be read", "");
        }
        blocks.stream().filter(block -> !RebuiltManifest.isReadable(block)).forEach(block ->
                repair.note(BeginMend.object(run, mend), Repair.State.LOST, PlanRepair.lost(set, block)));
        Path file = run.archive().scratchFiles().manifest();
        Optional<Manifest> copy = copyAtHand(run, set);
        if (copy.filter(manifest -> manifest.volumes().equals(blocks)).isPresent()) {
            try (InputStream kept = run.archive().openManifest(set.id()).orElseThrow(); WorkFile out = new WorkFile(file)) {
                kept.transferTo(out);
            }
        } else {
            Optional<Manifest> header = header(exchange, copy);
            // one of duplicity's stays as duplicity makes it
            boolean tied = header.flatMap(manifest -> manifest.ties().set()).isPresent();
            rebuilt.write(header, tied ? mend.set().ties() : SetTies.NONE, new WorkFile(file));
        }
        mend.set().manifest(read(file));
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(plain);
            }
        });
        Packing packing = Repairs.packing(run, set, true);
        run.addressNew(exchange, Repairs.namesLike(set, run.names()).format(set.id().manifest(packing)), packing);
    }

    private static Manifest read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ManifestReader.read(in, "the manifest just made");
        }
    }

    private static Optional<Manifest> copyAtHand(Run run, BackupSet set) throws IOException {
        try {
            return run.archive().manifest(set.id());
        } catch (BactrianException e) {
            return Optional.empty(); // damaged, or sealed with another key
        }
    }

    private static Optional<Manifest> header(Exchange exchange, Optional<Manifest> copy) {
        Mend mend = Mend.of(exchange);
        Repair repair = Repair.of(exchange);
        Stream<Manifest> line = repair.line(mend.set().set().id()).stream().map(Repair.SurveyedSet::manifest);
        Stream<Manifest> after = repair.sets().stream().filter(each -> repair.line(each.set().id()).contains(mend.set()))
                .map(Repair.SurveyedSet::manifest);
        Stream<Optional<Manifest>> rest = mend.set().set().manifest().stream().map(object -> remains(exchange, object));
        return Stream.of(copy.stream(), rest.flatMap(Optional::stream), line, after).flatMap(each -> each)
                .filter(manifest -> manifest != null && manifest.hostname().isPresent() && manifest.localDir().isPresent()).findFirst();
    }

    /** What can be read of the damaged one. */
    private static Optional<Manifest> remains(Exchange exchange, SetObject damaged) {
        try (InputStream in = new VolumeFetch(exchange).open(damaged, null, new LongAdder())) {
            return Optional.of(ManifestReader.readUnfinished(in, damaged.text()));
        } catch (IOException | BactrianException e) {
            return Optional.empty();
        }
    }
}
