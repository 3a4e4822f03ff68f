package org.bactrian.swift.camel;

import java.lang.reflect.Proxy;
import org.bactrian.swift.SwiftClient;
import org.openstack4j.api.OSClient;
import org.openstack4j.api.storage.ObjectStorageAccountService;
import org.openstack4j.api.storage.ObjectStorageContainerService;
import org.openstack4j.api.storage.ObjectStorageObjectService;
import org.openstack4j.api.storage.ObjectStorageService;

/** Our client as camel-openstack's producers know one: an openstack4j client that has object storage and nothing else. */
final class OpenstackFace implements ObjectStorageService {
    private final SwiftClient client;

    private OpenstackFace(SwiftClient client) {
        this.client = client;
    }

    static OSClient<?> of(SwiftClient client) {
        ObjectStorageService storage = new OpenstackFace(client);
        return (OSClient<?>) Proxy.newProxyInstance(OSClient.class.getClassLoader(), new Class<?>[] {OSClient.OSClientV3.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "objectStorage" -> storage;
                    case "supportsObjectStorage" -> true;
                    case "toString" -> "Swift account of " + client.account();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public ObjectStorageAccountService account() {
        throw new UnsupportedOperationException("camel-openstack has no account operations");
    }

    @Override
    public ObjectStorageContainerService containers() {
        return new ContainerService(client);
    }

    @Override
    public ObjectStorageObjectService objects() {
        return new ObjectService(client);
    }
}
