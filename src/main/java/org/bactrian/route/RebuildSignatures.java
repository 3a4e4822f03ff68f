package org.bactrian.route;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.RebuiltSignatures;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.Packing;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.Layers;
import org.bactrian.restore.Member;
import org.bactrian.restore.VolumeOpener;
import org.bactrian.rsync.Spool;
import org.bactrian.verify.EncryptedSpools;

/**
 * The body becomes the signatures of what a set contains, to be sealed: made of the content its files have, which for a change is that
 * of the sets before it, changed.
 */
public final class RebuildSignatures implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Mend mend = Mend.of(exchange);
        BackupSet set = mend.set().set();
        List<Repair.SurveyedSet> line = Repair.of(exchange).line(set.id());
        if (line.isEmpty() || line.stream().anyMatch(each -> each.manifest() == null)) {
            throw new BactrianException(ErrorKind.GENERAL, "a set on which it builds is lost or has no manifest", "");
        }
        VolumeFetch fetch = new VolumeFetch(exchange);
        Path file;
        try (Layers layers = Layers.of(line.stream().map(each -> new ChainReader.ReadableSet(each.set(), each.manifest(),
                opener(fetch, each))).toList(), run.log());
                RebuiltSignatures signatures = new RebuiltSignatures(run.archive().scratchFiles())) {
            Spool.Source scratch = new EncryptedSpools(Path.of(System.getProperty("java.io.tmpdir")));
            for (Layers.Layer layer = layers.next(); layer != null; layer = layers.next()) {
                run.checkStop();
                add(layer, line.size() - 1, signatures, scratch);
            }
            file = signatures.finish();
        }
        exchange.getMessage().setBody(new SignaturesBody(file, mend.set()::signaturesHash));
        Packing packing = Repairs.packing(run, set, false);
        run.addressNew(exchange, Repairs.namesLike(set, run.names()).format(set.id().signatures(packing)), packing);
    }

    private static void add(Layers.Layer layer, int set, RebuiltSignatures signatures, Spool.Source scratch) throws IOException {
        Member member = layer.members().get(set);
        if (member == null) {
            return;
        }
        if (member.isGone()) {
            signatures.gone(member.entry());
        } else if (member.entry().isFile()) {
            try (OutputStream content = signatures.file(member.entry(), member.isChange())) {
                layer.content(set).writeTo(content, scratch);
            }
        } else {
            signatures.other(member.entry());
        }
    }

    private static VolumeOpener opener(VolumeFetch fetch, Repair.SurveyedSet set) {
        return number -> {
            Manifest.Volume described = set.manifest().volume(number).orElseThrow();
            return fetch.open(set.set().volume(number).orElseThrow(() -> new BactrianException(ErrorKind.STORE_NOT_FOUND,
                    "volume " + number + " of the " + set.set().id() + " is not there", "")), described, new LongAdder());
        };
    }
}
