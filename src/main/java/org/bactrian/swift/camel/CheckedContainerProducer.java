package org.bactrian.swift.camel;

import org.apache.camel.Exchange;
import org.apache.camel.component.openstack.swift.producer.ContainerProducer;
import org.bactrian.swift.SwiftClient;

/** camel-openstack's container operations, all of them, over our client. */
final class CheckedContainerProducer extends CheckedProducer {
    CheckedContainerProducer(CheckedSwiftEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void run(String operation, SwiftClient client, Exchange exchange) throws Exception {
        new ContainerProducer(getEndpoint(), OpenstackFace.of(client)).process(exchange);
    }
}
