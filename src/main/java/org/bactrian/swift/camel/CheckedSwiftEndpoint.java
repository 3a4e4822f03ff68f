package org.bactrian.swift.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.openstack.swift.SwiftConstants;
import org.apache.camel.component.openstack.swift.SwiftEndpoint;
import org.bactrian.swift.SwiftClient;

/** camel-openstack's endpoint; its producers touch no server before the first exchange. */
final class CheckedSwiftEndpoint extends SwiftEndpoint {
    private final CheckedSwiftComponent component;

    CheckedSwiftEndpoint(String uri, CheckedSwiftComponent component) {
        super(uri, component);
        this.component = component;
    }

    @Override
    public Producer createProducer() {
        return switch (String.valueOf(getSubsystem())) {
            case SwiftConstants.SWIFT_SUBSYSTEM_OBJECTS -> new CheckedObjectProducer(this);
            case SwiftConstants.SWIFT_SUBSYSTEM_CONTAINERS -> new CheckedContainerProducer(this);
            default -> throw new IllegalArgumentException("The subsystem of " + getEndpointUri() + " is objects or containers");
        };
    }

    /** The client of the account that an exchange means: the one its header names, else this endpoint's. */
    SwiftClient client(Exchange exchange) {
        String name = exchange.getIn().getHeader(SwiftHeaders.ACCOUNT, String.class);
        if (name != null) {
            return component.accounts().named(name, getCamelContext());
        }
        return getHost().contains("://") ? component.accounts().described(this)
                : component.accounts().named(getHost(), getCamelContext());
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
