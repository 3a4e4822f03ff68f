package org.bactrian.job;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.log.RunLog;
import org.bactrian.route.RunProperties;
import org.bactrian.seal.SealProvider;

/** The commands of the program, by the words of its command line; what stands above this package gives them to it. Thread-safe. */
public interface Commands {
    /**
     * Makes what a route needs of a command line. Looks at nothing but the words and keys.
     *
     * @param words       the command, its options, source and target
     * @param environment variables, secrets among them
     * @param log         told what there is to say
     * @throws org.bactrian.error.BactrianException if the words cannot be understood or a key cannot be used
     */
    Prepared prepare(List<String> words, Map<String, String> environment, RunLog log);

    /**
     * Looks at words without any secret.
     *
     * @throws org.bactrian.error.BactrianException if they cannot be understood
     */
    void check(List<String> words);

    /** A command ready to be sent to its route; closing it wipes its secrets. */
    interface Prepared extends AutoCloseable {
        /** The name after {@code direct:}. */
        String route();

        /** A record of org.bactrian.request. */
        Object request();

        /** How it seals and opens. */
        SealProvider seals();

        @Override
        void close();

        /**
         * Makes an exchange this command's; the secrets are wiped when the exchange is done.
         *
         * @param exchange to be sent to the route
         * @param log      told what the run says
         * @param stop     true once the run is to end
         */
        default void begin(Exchange exchange, RunLog log, BooleanSupplier stop) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    close();
                }
            });
            exchange.setProperty(RunProperties.REQUEST, request());
            exchange.setProperty(RunProperties.SEAL_PROVIDER, seals());
            exchange.setProperty(RunProperties.LOG, log);
            exchange.setProperty(RunProperties.STOP, stop);
        }
    }
}
