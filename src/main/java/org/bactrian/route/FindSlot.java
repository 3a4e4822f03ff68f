package org.bactrian.route;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Provenance;
import org.bactrian.chain.SetId;

/**
 * A set that is to be made for a time of a schedule may be there already: another scheduler, another host, or a clock that is ahead had the
 * same made. Times only go forward: if the newest set that names one names this or a later one, the property
 * {@link RunProperties#SLOT_TAKEN} says which, and nothing is to be done. To be asked under the lease, with the archive directory up to date:
 * then of any number of runs for one time one makes a set. A manifest that cannot be opened (an archive directory that is kept sealed,
 * without the secret) says nothing.
 */
public final class FindSlot implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.removeProperty(RunProperties.SLOT_TAKEN); // of another target of the same run
        Instant slot = exchange.getProperty(RunProperties.SLOT, Instant.class);
        if (slot == null) {
            return;
        }
        Run run = Run.of(exchange);
        newest(run).filter(taken -> !taken.isBefore(slot)).ifPresent(taken -> {
            exchange.setProperty(RunProperties.SLOT_TAKEN, taken);
            exchange.getMessage().setBody("");
            run.log().notice("There is a set for " + taken + " of the schedule; none is made for " + slot);
        });
    }

    /** Sets made by hand name no time; there may be some behind the newest that does. */
    private static Optional<Instant> newest(Run run) {
        return run.archive().names().stream().map(run.names()::parse).flatMap(Optional::stream)
                .filter(name -> name.kind() == ObjectKind.MANIFEST && !name.partial()).map(ObjectName::set)
                .sorted(Comparator.comparing(SetId::time).reversed()).map(run.archive()::provenance).map(Provenance::slot)
                .flatMap(Optional::stream).findFirst();
    }
}
