package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.backup.RebuiltManifest;

/** One manifest, or one set's signatures, that is to be made anew. One thread. */
public final class Mend {
    private static final String PROPERTY = "BactrianMend";

    private final Repair.SurveyedSet set;
    private boolean manifest;
    private final boolean acts;
    private RebuiltManifest rebuilt;

    Mend(Repair.SurveyedSet set, boolean manifest, boolean acts) {
        this.set = set;
        this.manifest = manifest;
        this.acts = acts;
    }

    static Mend of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Mend.class);
    }

    void on(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    Repair.SurveyedSet set() {
        return set;
    }

    /** Whether it is the manifest, and not the signatures; asked for by the route. */
    public boolean isOfManifest() {
        return manifest;
    }

    /** The signatures are made; the manifest that tells which they are is next. */
    void goOnWithManifest() {
        manifest = true;
    }

    /** Whether it is done, not only said; asked for by the route. */
    public boolean isActs() {
        return acts;
    }

    /** What is made of the volumes; given up when the exchange is done. */
    void rebuilt(Exchange exchange, RebuiltManifest given) {
        rebuilt = given;
        closeWhenDone(exchange, given);
    }

    RebuiltManifest rebuilt() {
        return rebuilt;
    }

    static void closeWhenDone(Exchange exchange, Closeable resource) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try {
                    resource.close();
                } catch (IOException e) {
                    Run.log(done).warning("Cannot clean up after a repair: " + e.getMessage());
                }
            }
        });
    }
}
