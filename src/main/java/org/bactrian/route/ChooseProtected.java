package org.bactrian.route;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.ProtectionMark;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ProtectRequest;

/**
 * Finds the set that is to be protected, or to be protected no longer. The body becomes the name of its mark; nothing if there is
 * nothing to do.
 */
public final class ChooseProtected implements Processor {
    /** Exchange property: the {@link SetId}. */
    static final String SET = "BactrianProtected";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        ProtectRequest request = Run.request(exchange, ProtectRequest.class);
        SetId set = request.protect() ? newest(run, request) : marked(run, request);
        boolean done = request.protect() && run.sets().protections().containsKey(set);
        if (done) {
            run.log().notice("The " + set + " is protected already.");
        }
        exchange.setProperty(SET, set);
        exchange.getMessage().setBody(done || request.target().dryRun() ? null
                : run.sets().protections().getOrDefault(set, ProtectionMark.name(set, run.names().prefixes())));
        if (request.target().dryRun() && !done) {
            run.log().notice("Would " + (request.protect() ? "protect the " : "end the protection of the ") + set + ".");
        }
    }

    /** What a restore to that time would end with. */
    private static SetId newest(Run run, ProtectRequest request) {
        List<BackupSet> sets = run.sets().chainAt(request.time()).setsUpTo(request.time());
        return sets.get(sets.size() - 1).id();
    }

    /** The same among the protected, for what was protected may be no chain's any more. */
    private static SetId marked(Run run, ProtectRequest request) {
        Optional<SetId> newest = run.sets().protections().keySet().stream().filter(set -> !set.time().isAfter(request.time()))
                .max(Comparator.naturalOrder());
        Optional<SetId> meant = run.sets().chainCovering(request.time()).map(chain -> chain.setsUpTo(request.time()))
                .filter(sets -> !sets.isEmpty()).map(sets -> sets.get(sets.size() - 1).id())
                .filter(run.sets().protections()::containsKey).or(() -> newest.filter(set -> set.time().equals(request.time())));
        return meant.orElseThrow(() -> new BactrianException(ErrorKind.USER_ERROR,
                "The set of " + TimeText.compact(request.time()) + " is not protected", run.sets().protections().isEmpty()
                        ? "No set is." : "Protected are: " + run.sets().protections().keySet().stream()
                                .map(SetId::toString).collect(Collectors.joining(", ")) + "."));
    }
}
