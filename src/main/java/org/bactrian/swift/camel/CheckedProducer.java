package org.bactrian.swift.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.openstack.common.OpenstackConstants;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.StringHelper;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftFailure;

/** What both subsystems do for a call: find the operation and the account, and hand the server's wish to wait to Camel. */
abstract class CheckedProducer extends DefaultProducer {
    private static final long MILLIS = 1000;

    private final CheckedSwiftEndpoint endpoint;

    CheckedProducer(CheckedSwiftEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public CheckedSwiftEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public final void process(Exchange exchange) throws Exception {
        Message message = exchange.getIn();
        String operation = message.getHeader(OpenstackConstants.OPERATION, endpoint.getOperation(), String.class);
        StringHelper.notEmpty(operation, "Operation");
        message.removeHeader(Exchange.REDELIVERY_DELAY);
        try {
            run(operation, endpoint.client(exchange), exchange);
        } catch (SwiftFailure e) {
            if (e.retryAfter() > 0) {
                message.setHeader(Exchange.REDELIVERY_DELAY, e.retryAfter() * MILLIS);
            }
            throw e;
        }
    }

    /** Does it, with a client of the account that this very call means. */
    abstract void run(String operation, SwiftClient client, Exchange exchange) throws Exception;
}
