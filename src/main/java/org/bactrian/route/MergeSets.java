package org.bactrian.route;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.ReadProgress;
import org.bactrian.source.EntryName;

/**
 * The sets in the body become one sequence of entries. A volume comes by the route {@code direct:fetch} when its turn is
 * come: from the store, compared with its hash, its integrity proven.
 */
public final class MergeSets implements Processor {
    private boolean goOnAfterDamage;

    /** Whether a volume whose hash is wrong is said and left out, instead of ending the command. */
    public void setGoOnAfterDamage(boolean goOnAfterDamage) {
        this.goOnAfterDamage = goOnAfterDamage;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        ProducerTemplate template = exchange.getContext().createProducerTemplate();
        @SuppressWarnings("unchecked")
        List<SelectSets.ChosenSet> chosen = exchange.getMessage().getBody(List.class);
        ReadProgress progress = progress(run, chosen, EntryName.of(request.path()));
        run.report(exchange, progress);
        List<ChainReader.ReadableSet> sets = new ArrayList<>();
        for (SelectSets.ChosenSet set : chosen) {
            sets.add(new ChainReader.ReadableSet(set.set(), set.manifest(), number -> {
                progress.begin();
                LongAdder read = new LongAdder();
                InputStream volume = open(exchange, run, template, set, number, read);
                return volume == null ? null
                        : progress.counted(volume, set.set().volume(number).orElseThrow().stored().size(), read::sum);
            }));
        }
        exchange.getMessage().setBody(new ChainReader(sets, EntryName.of(request.path()), run.log()));
    }

    /** Of the volumes that may have something of the path. */
    private static ReadProgress progress(Run run, List<SelectSets.ChosenSet> sets, EntryName path) {
        List<SetObject> volumes = sets.stream().flatMap(set -> set.manifest().volumesFor(path).stream()
                .map(volume -> set.set().volume(volume.number()).orElseThrow())).toList();
        return new ReadProgress(volumes.size(), volumes.stream().mapToLong(volume -> volume.stored().size()).sum(), run::entries, run::doing,
                run::transferred, run::checkStop);
    }

    private InputStream open(Exchange parent, Run run, ProducerTemplate template, SelectSets.ChosenSet set, int number,
            LongAdder read) {
        try {
            return fetch(parent, run, template, set, number, read);
        } catch (BactrianException e) {
            if (!goOnAfterDamage || e.kind() != ErrorKind.HASH_MISMATCH) {
                throw e;
            }
            run.log().say(Level.ERROR, Code.GENERIC, "", e.getMessage());
            return null;
        }
    }

    private static InputStream fetch(Exchange parent, Run run, ProducerTemplate template, SelectSets.ChosenSet set,
            int number, LongAdder read) {
        run.checkStop();
        SetObject volume = set.set().volume(number).orElseThrow();
        Manifest.Volume described = set.manifest().volume(number).orElseThrow();
        Exchange exchange = new DefaultExchange(parent.getContext(), ExchangePattern.InOut);
        exchange.getProperties().putAll(parent.getProperties());
        exchange.getMessage().setHeaders(new java.util.HashMap<>(parent.getMessage().getHeaders()));
        run.addressStored(exchange, volume.text(), volume.name().packing());
        exchange.setProperty(SpoolObject.READ, read);
        exchange.getMessage().setHeader(CheckHash.HASH_TYPE, described.hashType());
        exchange.getMessage().setHeader(CheckHash.HASH, described.hashHex());
        template.send("direct:fetch", exchange);
        if (exchange.getException() != null) {
            throw Failures.of(exchange.getException());
        }
        run.log().say(Level.INFO, Code.PROGRESS, "", "Processed volume " + number + " of "
                + set.manifest().volumes().size());
        return exchange.getMessage().getBody(InputStream.class);
    }
}
