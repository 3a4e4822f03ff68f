package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.lease.Lease;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The manifest is stored. The property {@link #DOUBT} becomes true if somebody else may have stored one in the same moment: the lease was
 * lost since it was last looked at, or was taken over from a run that may have woken up.
 */
public final class DoubtCommit implements Processor {
    /** Exchange property: whether to look for another set. */
    static final String DOUBT = "BactrianCommitInDoubt";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        exchange.setProperty(DOUBT, run.lease().map(lease -> isDoubtful(lease, run)).orElse(false));
    }

    private static boolean isDoubtful(Lease lease, Run run) {
        try {
            lease.check();
            return lease.isInherited();
        } catch (BactrianException e) {
            if (e.kind() != ErrorKind.LEASE_LOST) {
                run.log().warning("The set is stored, but the lease could not be looked at again: " + e.getMessage());
                return lease.isInherited();
            }
            return true;
        }
    }
}
