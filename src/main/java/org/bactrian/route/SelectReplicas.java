package org.bactrian.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.store.StoredObject;

/**
 * The body, the listing of the target to copy from, becomes the {@link Replica}s to make: the sets of its chains that are older
 * than the time asked for and that the other target has not whole, oldest first. Orphaned and unfinished sets are of no use
 * anywhere. A dry run only names them.
 */
public final class SelectReplicas implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        ReplicateRequest request = Run.request(exchange, ReplicateRequest.class);
        @SuppressWarnings("unchecked")
        List<StoredObject> listing = exchange.getMessage().getBody(List.class);
        Present present = new Present(run);
        List<Replica> replicas = BackupCollection.of(OpenTarget.names(request.from()), listing, List.of()).chains().stream()
                .flatMap(chain -> chain.sets().stream())
                .filter(set -> request.before() == null || set.time().isBefore(request.before()))
                .filter(set -> !present.whole.contains(set.id()))
                .sorted(Comparator.comparing(BackupSet::id))
                .map(set -> new Replica(set, present.names.getOrDefault(set.id(), List.of()))).toList();
        if (replicas.isEmpty()) {
            run.log().notice("Nothing to replicate: " + request.to().target() + " lacks none of these sets.");
        }
        if (request.to().dryRun()) {
            replicas.forEach(replica -> run.log().notice("Would replicate the " + replica.id() + "."));
            replicas = List.of();
        }
        exchange.getMessage().setBody(replicas);
    }

    /** What the target that receives has already. */
    private static final class Present {
        final Set<SetId> whole = new HashSet<>();
        final Map<SetId, List<String>> names = new HashMap<>();

        Present(Run run) {
            for (StoredObject object : run.listing()) {
                run.names().parse(object.name()).ifPresent(name -> add(object.name(), name));
            }
        }

        private void add(String object, ObjectName name) {
            names.computeIfAbsent(name.set(), set -> new ArrayList<>()).add(object);
            if (name.kind() == ObjectKind.MANIFEST) {
                whole.add(name.set());
            }
        }
    }
}
