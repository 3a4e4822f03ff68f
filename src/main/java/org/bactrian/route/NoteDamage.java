package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;

/** Notes what is wrong with an object that is checked, and lets the check go on; what is not the object's fault ends it. */
public final class NoteDamage implements Processor {
    @Override
    public void process(Exchange exchange) {
        BactrianException failure = ofObject(exchange);
        SetObject object = exchange.getProperty(AddressChecked.CHECKED, SetObject.class);
        Check.of(exchange).damaged(object.text(), failure.getMessage().replace('\n', ' '));
        exchange.getMessage().setBody(null);
    }

    /** What was caught, if it is the fault of the object that was read. @throws BactrianException itself, if it is not */
    static BactrianException ofObject(Exchange exchange) {
        BactrianException failure = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        requireOfObject(failure);
        return failure;
    }

    /** @throws BactrianException itself, if it is not the fault of the object that was read */
    static void requireOfObject(BactrianException failure) {
        switch (failure.kind()) {
            case HASH_MISMATCH, SEAL_FAILED, MANIFEST_UNREADABLE, STORE_NOT_FOUND, WRONG_SIGNER, GENERAL -> { }
            default -> throw failure;
        }
    }
}
