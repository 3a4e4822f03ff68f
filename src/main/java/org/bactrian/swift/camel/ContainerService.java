package org.bactrian.swift.camel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bactrian.swift.ContainerInfo;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftFailure;
import org.bactrian.swift.http.RequestBody;
import org.openstack4j.api.storage.ObjectStorageContainerService;
import org.openstack4j.model.common.ActionResponse;
import org.openstack4j.model.storage.object.SwiftContainer;
import org.openstack4j.model.storage.object.options.ContainerListOptions;
import org.openstack4j.model.storage.object.options.CreateUpdateContainerOptions;

/** openstack4j's container service over our client. A failure is an exception, never a response that nobody reads. */
final class ContainerService implements ObjectStorageContainerService {
    private static final String META = "X-Container-Meta-";

    private final SwiftClient client;

    ContainerService(SwiftClient client) {
        this.client = client;
    }

    /** A container as openstack4j shows it. */
    private record Container(String getName, int getObjectCount, long getTotalSize, Map<String, String> getMetadata)
            implements SwiftContainer {
        private static final long serialVersionUID = 1L;

        Container(ContainerInfo info) {
            this(info.name(), (int) Math.min(Integer.MAX_VALUE, info.objects()), info.bytes(), Map.of());
        }
    }

    @Override
    public List<? extends SwiftContainer> list() {
        return list(null);
    }

    @Override
    public List<? extends SwiftContainer> list(ContainerListOptions options) {
        return client.listContainers(options == null ? Map.of() : options.getOptions()).stream().map(Container::new).toList();
    }

    @Override
    public ActionResponse create(String name) {
        return create(name, null);
    }

    @Override
    public ActionResponse create(String name, CreateUpdateContainerOptions options) {
        client.createContainer(name, options == null ? Map.of() : options.getOptions());
        return ActionResponse.actionSuccess();
    }

    @Override
    public String createPath(String container, String path) {
        return client.put(container, path, RequestBody.of(new byte[0]), PutOptions.NONE.with("Content-Type", "application/directory"));
    }

    @Override
    public ActionResponse update(String name, CreateUpdateContainerOptions options) {
        client.updateContainer(name, options == null ? Map.of() : options.getOptions());
        return ActionResponse.actionSuccess();
    }

    @Override
    public ActionResponse delete(String name) {
        return client.deleteContainer(name) ? ActionResponse.actionSuccess()
                : ActionResponse.actionFailed("There is no container " + name, 404);
    }

    @Override
    public Map<String, String> getMetadata(String name) {
        return Prefixed.metadata(
                client.headContainer(name).orElseThrow(() -> SwiftFailure.notFound("container " + name)));
    }

    @Override
    public boolean updateMetadata(String name, Map<String, String> metadata) {
        client.updateContainer(name, Prefixed.headers(metadata, META));
        return true;
    }

    @Override
    public boolean deleteMetadata(String name, Map<String, String> metadata) {
        Map<String, String> removal = new TreeMap<>();
        metadata.keySet().forEach(key -> removal.put(key, "x"));
        client.updateContainer(name, Prefixed.headers(removal, "X-Remove-Container-Meta-"));
        return true;
    }
}
