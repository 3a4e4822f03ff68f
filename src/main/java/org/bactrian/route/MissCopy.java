package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.archive.SyncPlan;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.ReadRequest;

/**
 * A copy could not be made. Signatures that cannot be opened are said and then taken for missing: a restore does not need them,
 * and a backup begins a new chain. So are manifests where a backup can do without: on a host that has only the public keys, or
 * when the keys are to be changed. Anything else ends the command; a wrong passphrase too, for a manifest or a volume is opened
 * with it next.
 */
public final class MissCopy implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        SyncPlan.Copy copy = exchange.getProperty(AddressCopy.COPY, SyncPlan.Copy.class);
        boolean signatures = copy.from().name().kind() == ObjectKind.SIGNATURES;
        if (!isOfObject(failure, exchange) || !canDoWithout(exchange, run, signatures)) {
            throw failure;
        }
        if (signatures) {
            run.leaveOut(copy.from().text());
        }
        run.log().warning(failure.getMessage() + (signatures ? "; without these signatures no increment can be added to their"
                + " chain, restores do not need them" : "; this backup does not need it"));
        exchange.getMessage().setBody(null);
    }

    /** Signatures of another set are no damage by accident: without --ignore-errors nobody goes on, as if there were none. */
    private static boolean isOfObject(BactrianException failure, Exchange exchange) {
        return failure.kind() == ErrorKind.SEAL_FAILED
                || failure.kind() == ErrorKind.HASH_MISMATCH
                && Run.request(exchange, Object.class) instanceof ReadRequest read && read.ignoreErrors();
    }

    private static boolean canDoWithout(Exchange exchange, Run run, boolean signatures) {
        if (Run.request(exchange, Object.class) instanceof BackupRequest backup) {
            return signatures || backup.chain().rotateKeys() || CompareKeys.isForRecipients(run);
        }
        return signatures && !run.seals().demandsSigner(); // an old copy of them would be read, unproven
    }
}
