package org.bactrian.swift;

import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;

/**
 * Objects and containers of one account. Every answer is checked: a method that returns has done what it says, all
 * else is a {@link SwiftFailure}. Nothing is repeated here but a request whose token had ended; retries are declared
 * in the routes. Thread-safe.
 */
public final class SwiftClient {
    private final SwiftAccount account;
    private final LargeObjects large;
    private final Replaced replaced;

    /** @param account whose containers */
    public SwiftClient(SwiftAccount account) {
        this.account = account;
        this.large = new LargeObjects(account);
        this.replaced = new Replaced(account, large);
    }

    /** Whose containers. */
    public SwiftAccount account() {
        return account;
    }

    /**
     * Stores an object, in segments if it is larger than the account's limit. The segments of a large object that it replaces
     * are removed.
     *
     * @return the ETag, which was compared with the MD5 of what was sent
     * @throws SwiftFailure of kind UPLOAD_CORRUPTED if they differ; STORE_NOT_FOUND if there is no such container
     */
    public String put(String container, String name, RequestBody body, PutOptions options) {
        if (!options.onlyIfNew() && !options.isDynamicLarge()) {
            replaced.note(this, container, name);
        }
        String etag = body.length() > account.segmentSize()
                ? new LargeObjectPut(account, large, container, name, body).put(options)
                : new ObjectPut(account).put(container, name, body, options);
        stored(container, name);
        return etag;
    }

    /**
     * Whether an object is there as it was to be stored: to be asked after a put whose answer was lost, before it is repeated.
     *
     * @param md5    of its bytes, hex
     * @param length how many they are; negative if unknown
     * @return its ETag; empty if it is not there, or another one
     */
    public Optional<String> confirm(String container, String name, String md5, long length) {
        Optional<ObjectInfo> there = head(container, name)
                .filter(info -> md5.equalsIgnoreCase(info.wholeMd5()) && (length < 0 || info.size() == length));
        there.ifPresent(info -> stored(container, name));
        return there.map(ObjectInfo::etag);
    }

    private void stored(String container, String name) {
        account.changes().written(container, name);
        replaced.remove(container, name);
    }

    /** Opens an object. @throws SwiftFailure of kind STORE_NOT_FOUND if there is none */
    public ObjectStream get(String container, String name) {
        String what = "GET " + url(container, name);
        String path = SwiftPath.of(container, name);
        HttpReply reply = account.send(what, "GET", path, Map.of(), null);
        if (reply.status() == 404 && account.changes().isJustWritten(container, name)) {
            throw SwiftFailure.notYet(what, reply);
        }
        if (reply.status() != 200) {
            throw SwiftFailure.of(what, reply);
        }
        try {
            ObjectInfo info = ObjectInfo.of(name, length(what, reply), reply);
            InputStream resuming = new ResumingInput(account, what, path, info, reply.body());
            return new ObjectStream(info, new CheckedInput(what, resuming, large.segments(container, info)));
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    /**
     * Opens a part of an object; its length is checked, its checksum cannot be.
     *
     * @param first the first byte, from 0
     * @param count how many, at least 1; fewer come if the object ends before
     */
    public ObjectStream get(String container, String name, long first, long count) {
        String what = "GET " + url(container, name) + " from byte " + first;
        HttpReply reply = account.send(what, "GET", SwiftPath.of(container, name),
                Map.of("Range", "bytes=" + first + "-" + (first + count - 1)), null);
        if (reply.status() != 206) {
            throw SwiftFailure.of(what, reply);
        }
        long length = length(what, reply);
        if (length > count) {
            reply.close();
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, what + ": " + length + " bytes came instead of " + count, "", true);
        }
        ObjectInfo info = ObjectInfo.of(name, length, reply);
        return new ObjectStream(info, new CheckedInput(what, reply.body(), List.of(new Segment(container, name, length, ""))));
    }

    /** What Swift says of an object; empty if there is none. */
    public Optional<ObjectInfo> head(String container, String name) {
        String what = "HEAD " + url(container, name);
        try (HttpReply reply = account.send(what, "HEAD", SwiftPath.of(container, name), Map.of(), null)) {
            if (reply.status() == 404) {
                return Optional.empty();
            }
            check(what, reply);
            return Optional.of(ObjectInfo.of(name, length(what, reply), reply));
        }
    }

    /** Removes an object and, if it is a large one, its segments. @return whether there was one */
    public boolean delete(String container, String name) {
        Optional<ObjectInfo> info = head(container, name);
        if (info.isEmpty()) {
            return false;
        }
        boolean deleted;
        if (info.get().isStaticLarge()) {
            deleted = large.deleteStatic(container, name);
        } else {
            deleted = deletePlain(container, name);
            if (info.get().isDynamicLarge()) {
                large.deleteSegments(info.get());
            }
        }
        account.changes().removed(container, name);
        return deleted;
    }

    /**
     * Removes many plain objects with few requests where the server can. Segments of large objects stay: use {@link #delete} for those.
     */
    public void deleteAll(String container, Collection<String> names) {
        new BulkDelete(account).delete(names.stream().map(name -> SwiftPath.of(container, name)).toList());
        names.forEach(name -> account.changes().removed(container, name));
    }

    private boolean deletePlain(String container, String name) {
        String what = "DELETE " + url(container, name);
        try (HttpReply reply = account.send(what, "DELETE", SwiftPath.of(container, name), Map.of(), null)) {
            if (reply.status() == 404) {
                return false;
            }
            check(what, reply);
            return true;
        }
    }

    /**
     * Copies an object within Swift.
     *
     * @return the new object's ETag
     */
    public String copy(String container, String name, String toContainer, String toName) {
        String what = "COPY " + url(container, name) + " to " + url(toContainer, toName);
        Map<String, String> headers = Map.of("X-Copy-From", SwiftPath.of(container, name));
        try (HttpReply reply = account.send(what, "PUT", SwiftPath.of(toContainer, toName), headers, RequestBody.of(new byte[0]))) {
            check(what, reply);
            return reply.header("ETag") == null ? "" : reply.header("ETag").replace("\"", "");
        }
    }

    /**
     * The objects below a prefix, without what lies deeper (beyond another slash). A listing that contradicts what this
     * process did lately is put right by asking for the object itself.
     */
    public List<ObjectInfo> listBelow(String container, String prefix) {
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put("delimiter", "/");
        if (!prefix.isEmpty()) {
            filter.put("prefix", prefix);
        }
        Map<String, ObjectInfo> found = new LinkedHashMap<>();
        list(container, filter).forEach(info -> found.put(info.name(), info));
        for (String name : account.changes().doubtful(container, prefix, found.keySet())) {
            if (name.indexOf('/', prefix.length()) < 0) {
                head(container, name).ifPresentOrElse(info -> found.put(name, info), () -> found.remove(name));
            }
        }
        return List.copyOf(found.values());
    }

    /** The account's containers that fit. @param filter as {@link Listing#list} */
    public List<ContainerInfo> listContainers(Map<String, String> filter) {
        return new Listing(account, "").list(filter, ContainerInfo::of);
    }

    /** All objects of a container that fit. @param filter as {@link Listing#list} */
    public List<ObjectInfo> list(String container, Map<String, String> filter) {
        return new Listing(account, container).list(filter, ObjectInfo::of);
    }

    /** Replaces an object's metadata. @param headers complete ones: X-Object-Meta-*, Content-Type */
    public void updateObject(String container, String name, Map<String, String> headers) {
        expectSuccess("POST " + url(container, name), "POST", SwiftPath.of(container, name), headers);
    }

    /** Makes a container, or changes its metadata if it is there. @param headers X-Container-*, X-Storage-Policy */
    public void createContainer(String container, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        account.storagePolicy().ifPresent(policy -> all.put("X-Storage-Policy", policy));
        all.putAll(headers);
        expectSuccess("PUT swift://" + container, "PUT", SwiftPath.of(container), all);
    }

    /** Changes a container's metadata. */
    public void updateContainer(String container, Map<String, String> headers) {
        expectSuccess("POST swift://" + container, "POST", SwiftPath.of(container), headers);
    }

    /** Removes an empty container. @return whether there was one */
    public boolean deleteContainer(String container) {
        String what = "DELETE swift://" + container;
        try (HttpReply reply = account.send(what, "DELETE", SwiftPath.of(container), Map.of(), null)) {
            if (reply.status() == 404) {
                return false;
            }
            check(what, reply);
            return true;
        }
    }

    /** A container's headers, names in any case; empty if there is none. */
    public Optional<Map<String, String>> headContainer(String container) {
        String what = "HEAD swift://" + container;
        try (HttpReply reply = account.send(what, "HEAD", SwiftPath.of(container), Map.of(), null)) {
            if (reply.status() == 404) {
                return Optional.empty();
            }
            check(what, reply);
            return Optional.of(reply.headers());
        }
    }

    private void expectSuccess(String what, String method, String path, Map<String, String> headers) {
        try (HttpReply reply = account.send(what, method, path, headers, null)) {
            check(what, reply);
        }
    }

    /** Reads a small answer to its end, so that its connection can serve again. */
    static void check(String what, HttpReply reply) {
        if (!reply.isSuccess()) {
            throw SwiftFailure.of(what, reply);
        }
        reply.text();
    }

    static String url(String container, String name) {
        return SwiftUrl.SCHEME + container + "/" + name;
    }

    private static long length(String what, HttpReply reply) {
        String text = reply.header("Content-Length");
        if (text == null || !text.matches("[0-9]{1,18}")) {
            reply.close();
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, what + ": the answer does not say how long the object is",
                    "Check for a proxy between here and Swift that changes answers.", true);
        }
        return Long.parseLong(text);
    }
}
