package org.bactrian.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetObject;

/**
 * Says which of the {@link Twins} are of no use beside the one that counts; the body becomes their names, to be removed, if the run
 * acts. Where it cannot be told which one counts, none is.
 */
public final class JudgeTwins implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        Repair repair = Repair.of(exchange);
        Twins twins = Twins.of(exchange);
        Optional<Manifest.Volume> described = twins.areVolumes() ? repair.set(twins.first().name().set())
                .map(Repair.SurveyedSet::manifest).flatMap(manifest -> manifest.volume(twins.first().name().volume())) : Optional.empty();
        Optional<SetObject> right = twins.right(described);
        List<String> useless = new ArrayList<>();
        for (SetObject object : right.map(one -> twins.useless(one, described.isPresent())).orElse(List.of())) {
            repair.note(object.text(), Repairs.acts(exchange) ? Repair.State.MENDED : Repair.State.MENDABLE,
                    why(twins, object, right.get(), described.isPresent()));
            run.leaveOut(object.text());
            useless.add(object.text());
        }
        twins.objects().stream().filter(object -> !right.equals(Optional.of(object)) && !useless.contains(object.text()))
                .forEach(object -> repair.note(object.text(), Repair.State.LOST, open(twins, object, right)));
        exchange.getMessage().setBody(Repairs.acts(exchange) ? useless : List.of());
    }

    private static String why(Twins twins, SetObject object, SetObject right, boolean byHash) {
        String reason = byHash ? ", which has the hash of the manifest" : twins.fault(object) == null ? ", which has the same content"
                : ", which can be read: " + twins.fault(object);
        return "removed for " + right.text() + reason;
    }

    private static String open(Twins twins, SetObject object, Optional<SetObject> right) {
        return "the same part of the " + object.name().set() + " as " + twins.objects().stream().filter(other -> other != object)
                .map(SetObject::text).findFirst().orElseThrow() + (right.isEmpty() ? ", and none of them is right"
                : ", and it cannot be told which of them counts") + "; remove the wrong one by hand";
    }
}
