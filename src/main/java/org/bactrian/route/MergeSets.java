package org.bactrian.route;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.ChainReader;
import org.bactrian.source.EntryName;

/**
 * The sets in the body become one sequence of entries. A volume comes by the route {@code direct:fetch} when its turn is
 * come: from the store, compared with its hash, its integrity proven.
 */
public final class MergeSets implements Processor {
    private boolean goOnAfterDamage;

    /**
     * Whether a volume whose hash is wrong is said and left out, instead of ending the command. With {@code --ignore-errors} it
     * always is, and a missing one too.
     */
    public void setGoOnAfterDamage(boolean goOnAfterDamage) {
        this.goOnAfterDamage = goOnAfterDamage;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        VolumeFetch fetch = new VolumeFetch(exchange);
        List<ChainReader.ReadableSet> sets = new ArrayList<>();
        for (Object chosen : exchange.getMessage().getBody(List.class)) {
            SelectSets.ChosenSet set = (SelectSets.ChosenSet) chosen;
            sets.add(new ChainReader.ReadableSet(set.set(), set.manifest(),
                    number -> open(run, fetch, set, number, request.ignoreErrors())));
        }
        exchange.getMessage().setBody(new ChainReader(sets, EntryName.of(request.path()), run.log()));
    }

    private InputStream open(Run run, VolumeFetch fetch, SelectSets.ChosenSet set, int number, boolean ignoreErrors) {
        try {
            return fetch(run, fetch, set, number);
        } catch (BactrianException e) {
            boolean ignored = e.kind() == ErrorKind.HASH_MISMATCH ? goOnAfterDamage || ignoreErrors
                    : e.kind() == ErrorKind.STORE_NOT_FOUND && ignoreErrors;
            if (!ignored) {
                throw e;
            }
            run.log().say(Level.ERROR, Code.GENERIC, "", e.getMessage());
            return null;
        }
    }

    private static InputStream fetch(Run run, VolumeFetch fetch, SelectSets.ChosenSet set, int number) {
        SetObject volume = set.set().volume(number).orElseThrow(() -> new BactrianException(ErrorKind.STORE_NOT_FOUND,
                "The " + set.set().id() + " lacks volume " + number, "Restore from another time"));
        InputStream clear = fetch.open(volume, set.manifest().volume(number).orElseThrow());
        run.log().say(Level.INFO, Code.PROGRESS, "", "Processed volume " + number + " of "
                + set.manifest().volumes().size());
        return clear;
    }
}
