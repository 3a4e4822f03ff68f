package org.bactrian.swift.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.openstack.swift.SwiftComponent;

/**
 * To be bound as the bean {@code openstack-swift}, in the place of camel-openstack's own. Endpoints look as before,
 * {@code openstack-swift:http://keystone:5000/v3?username=…&password=…&project=…}, or name an account that stands in
 * the registry, {@code openstack-swift:NAME?…}, so that no secret stands in a URI. The name {@code environment} is always there:
 * the account of the process's variables.
 *
 * <pre>
 * - beans:
 *     - name: openstack-swift
 *       type: org.bactrian.swift.camel.CheckedSwiftComponent
 * - route:
 *     from:
 *       uri: file:outbox
 *       steps:
 *         - setHeader: {name: containerName, constant: archive}
 *         - setHeader: {name: objectName, simple: "${header.CamelFileName}"}
 *         - to: openstack-swift:environment?subsystem=objects&amp;operation=create
 * </pre>
 */
public class CheckedSwiftComponent extends SwiftComponent {
    private final SwiftAccounts accounts = new SwiftAccounts();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CheckedSwiftEndpoint endpoint = new CheckedSwiftEndpoint(uri, this);
        setProperties(endpoint, parameters);
        endpoint.setHost(remaining);
        return endpoint;
    }

    /** The accounts in use; one session each. */
    SwiftAccounts accounts() {
        return accounts;
    }
}
