package org.bactrian.route;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.CopyNotes;
import org.bactrian.chain.status.ObjectState;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/**
 * Finds copies in the archive directory that are not what was put there, or cannot be read. They are removed, and so fetched again;
 * a dry run takes them for missing.
 */
public final class ProveCopies implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        CopyNotes notes = CopyNotes.read(run.archive(), run.names());
        Set<String> damaged = new HashSet<>();
        for (String file : run.archive().names()) {
            Optional<String> fault = notes.fault(file);
            if (fault.isPresent()) {
                run.log().say(Level.NOTICE, Code.GENERIC, "", new ObjectState(ObjectState.Place.ARCHIVE, file, ObjectState.Kind.DAMAGED,
                        fault.get() + "; the store's is fetched again").toString());
                damaged.add(file);
            }
        }
        run.damagedCopies(damaged);
        if (!run.target().dryRun()) {
            for (String file : damaged) {
                run.archive().delete(file);
            }
        }
    }
}
