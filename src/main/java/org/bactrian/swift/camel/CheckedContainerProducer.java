package org.bactrian.swift.camel;

import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.openstack.swift.SwiftConstants;
import org.apache.camel.component.openstack.swift.producer.ContainerProducer;
import org.apache.camel.util.StringHelper;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.check.CheckResult;
import org.bactrian.store.check.CheckRun;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftUrl;
import org.bactrian.swift.check.TargetValidation;

/** camel-openstack's container operations, all of them, over our client, and {@code validate}. */
final class CheckedContainerProducer extends CheckedProducer {
    CheckedContainerProducer(CheckedSwiftEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void run(String operation, SwiftClient client, Exchange exchange) throws Exception {
        if (SwiftHeaders.VALIDATE.equals(operation)) {
            exchange.getIn().setBody(validate(client, exchange));
        } else {
            new ContainerProducer(getEndpoint(), OpenstackFace.of(client)).process(exchange);
        }
    }

    @SuppressWarnings("unchecked") // the contract says of what
    private static List<CheckResult> validate(SwiftClient client, Exchange exchange) {
        Message message = exchange.getIn();
        SwiftUrl url = new SwiftUrl(StringHelper.notEmpty(message.getHeader(SwiftConstants.CONTAINER_NAME, String.class), "Container name"),
                message.getHeader(SwiftConstants.PATH, "", String.class));
        Consumer<CheckResult> listener = exchange.getProperty(StoreHeaders.CHECKS, Consumer.class);
        String word = CheckRun.word(exchange.getClock().getCreated());
        return new TargetValidation(client.account(), url, word, CheckRun.SPEED_BYTES).run(listener == null ? result -> { } : listener);
    }
}
