package org.bactrian.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.store.StoredObject;

/** The body becomes the {@link Twins}: objects whose names say that they are the same part of a set. */
public final class FindTwins implements Processor {
    private boolean volumes;

    /** Whether volumes are looked for, or else everything but volumes. */
    public void setVolumes(boolean volumes) {
        this.volumes = volumes;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Map<ObjectName, List<SetObject>> parts = new LinkedHashMap<>();
        for (StoredObject object : run.listing()) {
            run.names().parse(object.name()).filter(this::isWanted).ifPresent(name -> parts.computeIfAbsent(
                    new ObjectName(name.kind(), name.set(), name.volume(), Packing.PLAIN, false), part -> new ArrayList<>())
                    .add(new SetObject(object, name)));
        }
        Map<SetId, Integer> encrypted = encrypted(run);
        Comparator<SetObject> likeOthersFirst = Comparator
                .comparing((SetObject object) -> object.name().packing().encrypted() != encrypted.getOrDefault(object.name().set(), 0) > 0)
                .thenComparing(object -> !run.names().format(object.name()).equals(object.text())).thenComparing(SetObject::text);
        exchange.getMessage().setBody(parts.values().stream().filter(part -> part.size() > 1)
                .map(part -> new Twins(part.stream().sorted(likeOthersFirst).toList())).toList());
    }

    /** How many more of a set's volumes are encrypted than are not. */
    private static Map<SetId, Integer> encrypted(Run run) {
        Map<SetId, Integer> more = new HashMap<>();
        run.listing().forEach(object -> run.names().parse(object.name()).filter(name -> name.kind() == ObjectKind.VOLUME)
                .ifPresent(name -> more.merge(name.set(), name.packing().encrypted() ? 1 : -1, Integer::sum)));
        return more;
    }

    private boolean isWanted(ObjectName name) {
        return name.kind() == ObjectKind.VOLUME == volumes && name.packing() != Packing.UNKNOWN && !name.partial();
    }
}
