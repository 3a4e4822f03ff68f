package org.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;

/**
 * A store's listing may be behind what was written, and who believed it would forget the newest set and begin its increment a
 * second time. The body becomes the names under which the store may have what the archive directory has a copy of and the listing
 * lacks, for the store to be asked for each.
 */
public final class DoubtListing implements Processor {
    private static final List<Packing> PACKINGS = List.of(Packing.PLAIN, Packing.GZIP, Packing.OPENPGP);

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NameScheme names = run.names();
        Set<ObjectName> listed = new HashSet<>();
        run.listing().forEach(object -> metadata(names, object.name()).map(name -> packed(name, Packing.PLAIN)).ifPresent(listed::add));
        List<String> doubtful = new ArrayList<>();
        for (String file : run.archive().names()) {
            metadata(names, file).map(name -> packed(name, Packing.PLAIN)).filter(listed::add).ifPresent(name -> {
                for (Packing packing : PACKINGS) {
                    if (packing != Packing.GZIP || name.kind() != ObjectKind.MANIFEST) {
                        doubtful.add(names.format(packed(name, packing)));
                    }
                }
            });
        }
        exchange.getMessage().setBody(doubtful);
    }

    private static Optional<ObjectName> metadata(NameScheme names, String text) {
        return names.parse(text).filter(ObjectName::isReadableMetadata);
    }

    private static ObjectName packed(ObjectName name, Packing packing) {
        return new ObjectName(name.kind(), name.set(), 0, packing, false);
    }
}
