package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;

/**
 * The object made anew has its name. Copies of what it replaces are removed from the archive directory, to be fetched again; the body
 * becomes the names of what it makes useless on the store.
 */
public final class EndDraft implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Mend mend = Mend.of(exchange);
        ObjectKind kind = mend.isOfManifest() ? ObjectKind.MANIFEST : ObjectKind.SIGNATURES;
        Optional<Path> copy = run.archive().find(kind, mend.set().set().id());
        if (copy.isPresent()) {
            run.archive().delete(copy.get().getFileName().toString());
        }
        if (!mend.isOfManifest()) {
            Draft.of(exchange).stored(run.names()).ifPresent(mend.set()::signatures);
        }
        run.archive().scratchFiles().discard();
        Repair.of(exchange).note(Draft.of(exchange).object(), Repair.State.MENDED, "made anew of the data of the " + mend.set().set().id());
        exchange.getMessage().setBody(Draft.of(exchange).obsolete());
    }
}
