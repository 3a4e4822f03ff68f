package org.bactrian.route;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.archive.PendingFile;
import org.bactrian.chain.status.JsonStat;
import org.bactrian.request.BackupRequest;
import org.bactrian.seal.Sealable;

/** The body becomes the set's statistics as JSON, to be sealed and stored beside it (spec 7.4, {@code --jsonstat}). */
public final class SetStatistics implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        byte[] json = json(run, Run.request(exchange, BackupRequest.class)).toBytes();
        ObjectName name = run.newSet().id().jsonstat(run.packing());
        keep(run, name, json);
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> plain.write(json));
        run.addressNew(exchange, run.names().format(name), run.packing());
    }

    private static void keep(Run run, ObjectName name, byte[] json) throws IOException {
        try (PendingFile file = run.archive().write(name)) {
            GZIPOutputStream zipped = new GZIPOutputStream(file);
            ((OutputStream) zipped).write(json);
            zipped.finish();
            file.commit();
        }
    }

    static JsonStat json(Run run, BackupRequest request) {
        NewSet set = run.newSet();
        boolean full = set.id().isFull();
        BackupChain base = full ? null : run.sets().active().orElseThrow().chain();
        Instant fullTime = full ? set.id().time() : base.start();
        List<String> earlier = full ? List.of() : base.sets().stream()
                .filter(s -> s.jsonstat().isPresent())
                .map(s -> run.names().format(s.jsonstat().orElseThrow().name().cached())).toList();
        return new JsonStat(set.counters().statistics(), new JsonStat.Meta(set.id().word(), false, fullTime,
                full ? 0 : base.increments().size(), 0, run.target().target().url(), request.source(), earlier));
    }
}
