package org.bactrian.swift.camel;

import java.util.Date;
import java.util.Map;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.SwiftClient;
import org.openstack4j.model.common.DLPayload;
import org.openstack4j.model.storage.block.options.DownloadOptions;
import org.openstack4j.model.storage.object.SwiftObject;

/** An object as openstack4j shows it. */
final class ListedObject implements SwiftObject {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "application/directory";

    private final transient SwiftClient client;
    private final String container;
    private final transient ObjectInfo info;

    ListedObject(SwiftClient client, String container, ObjectInfo info) {
        this.client = client;
        this.container = container;
        this.info = info;
    }

    @Override
    public String getETag() {
        return info.etag();
    }

    @Override
    public Date getLastModified() {
        return Date.from(info.modified());
    }

    @Override
    public long getSizeInBytes() {
        return info.size();
    }

    @Override
    public String getName() {
        return info.name();
    }

    @Override
    public String getDirectoryName() {
        return isDirectory() ? info.name() : null;
    }

    @Override
    public String getMimeType() {
        return info.contentType();
    }

    @Override
    public String getContainerName() {
        return container;
    }

    @Override
    public boolean isDirectory() {
        return FOLDER.equals(info.contentType());
    }

    @Override
    public Map<String, String> getMetadata() {
        return new ObjectService(client).getMetadata(container, info.name());
    }

    @Override
    public DLPayload download() {
        return new ObjectService(client).download(container, info.name());
    }

    @Override
    public DLPayload download(DownloadOptions options) {
        return new ObjectService(client).download(container, info.name(), options);
    }

    @Override
    public String toString() {
        return container + "/" + info.name();
    }
}
