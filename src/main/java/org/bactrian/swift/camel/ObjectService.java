package org.bactrian.swift.camel;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bactrian.swift.ObjectStream;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftFailure;
import org.bactrian.swift.http.RequestBody;
import org.openstack4j.api.storage.ObjectStorageObjectService;
import org.openstack4j.model.common.ActionResponse;
import org.openstack4j.model.common.DLPayload;
import org.openstack4j.model.common.Payload;
import org.openstack4j.model.storage.block.options.DownloadOptions;
import org.openstack4j.model.storage.object.SwiftObject;
import org.openstack4j.model.storage.object.options.ObjectDeleteOptions;
import org.openstack4j.model.storage.object.options.ObjectListOptions;
import org.openstack4j.model.storage.object.options.ObjectLocation;
import org.openstack4j.model.storage.object.options.ObjectPutOptions;

/** openstack4j's object service over our client. A failure is an exception, never a response that nobody reads. */
final class ObjectService implements ObjectStorageObjectService {
    private static final String META = "X-Object-Meta-";

    private final SwiftClient client;

    ObjectService(SwiftClient client) {
        this.client = client;
    }

    @Override
    public List<? extends SwiftObject> list(String container) {
        return list(container, null);
    }

    @Override
    public List<? extends SwiftObject> list(String container, ObjectListOptions options) {
        return client.list(container, options == null ? Map.of() : options.getOptions()).stream()
                .map(info -> new ListedObject(client, container, info)).toList();
    }

    @Override
    public SwiftObject get(ObjectLocation location) {
        return get(location.getContainerName(), location.getObjectName());
    }

    @Override
    public SwiftObject get(String container, String name) {
        return client.head(container, name).map(info -> new ListedObject(client, container, info)).orElse(null);
    }

    @Override
    public String put(String container, String name, Payload<?> payload) {
        return put(container, name, payload, ObjectPutOptions.create());
    }

    @Override
    public String put(String container, String name, Payload<?> payload, ObjectPutOptions options) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(options.getOptions());
        if (options.getContentType() != null) {
            headers.put("Content-Type", options.getContentType());
        }
        String folder = options.getPath() == null || options.getPath().isEmpty() ? "" : options.getPath().replaceAll("/*$", "/");
        return client.put(container, folder + name, RequestBody.once(payload.open(), RequestBody.UNKNOWN),
                new PutOptions(headers.remove("ETag"), headers.remove("If-None-Match") != null, headers));
    }

    @Override
    public DLPayload download(String container, String name) {
        return new Download(client.get(container, name));
    }

    @Override
    public DLPayload download(String container, String name, DownloadOptions options) {
        if (!options.getHeaders().isEmpty()) {
            throw new UnsupportedOperationException("conditions and ranges: use SwiftClient.get");
        }
        return download(container, name);
    }

    @Override
    public DLPayload download(ObjectLocation location, DownloadOptions options) {
        return download(location.getContainerName(), location.getObjectName(), options);
    }

    @Override
    public ActionResponse delete(String container, String name) {
        client.delete(container, name); // one that was not there is gone as well
        return ActionResponse.actionSuccess();
    }

    @Override
    public ActionResponse delete(ObjectLocation location) {
        return delete(location.getContainerName(), location.getObjectName());
    }

    @Override
    public ActionResponse delete(ObjectLocation location, ObjectDeleteOptions options) {
        return delete(location);
    }

    @Override
    public String copy(ObjectLocation source, ObjectLocation target) {
        return client.copy(source.getContainerName(), source.getObjectName(), target.getContainerName(), target.getObjectName());
    }

    @Override
    public Map<String, String> getMetadata(ObjectLocation location) {
        return getMetadata(location.getContainerName(), location.getObjectName());
    }

    @Override
    public Map<String, String> getMetadata(String container, String name) {
        return Prefixed.metadata(client.head(container, name)
                .orElseThrow(() -> SwiftFailure.notFound("object " + name + " in " + container)).headers());
    }

    @Override
    public boolean updateMetadata(ObjectLocation location, Map<String, String> metadata) {
        client.updateObject(location.getContainerName(), location.getObjectName(), Prefixed.headers(metadata, META));
        return true;
    }

    /** An object's bytes as openstack4j hands them out. */
    record Download(ObjectStream stream) implements DLPayload {
        @Override
        public org.openstack4j.core.transport.HttpResponse getHttpResponse() {
            throw new UnsupportedOperationException("the answer was checked and is not kept");
        }

        @Override
        public java.io.InputStream getInputStream() {
            return stream.bytes();
        }

        @Override
        public void writeToFile(java.io.File file) throws IOException {
            try (java.io.InputStream in = stream.bytes()) {
                java.nio.file.Files.copy(in, file.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
