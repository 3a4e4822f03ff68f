package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.Digests;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;

/**
 * Objects in segments. Written are static ones, whose manifest names each segment with size and MD5; read and removed
 * are these and the dynamic ones of duplicity's {@code --mp-segment-size}, whose manifest is but a prefix (spec 11).
 * Segments lie in the container {@code NAME_segments}, where every other client puts them too.
 */
final class LargeObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANIFEST_LIMIT = 64 * 1024 * 1024;
    /** Swift's own limit for one manifest. */
    private static final int MOST_SEGMENTS = 1000;

    private final SwiftAccount account;

    LargeObjects(SwiftAccount account) {
        this.account = account;
    }

    /** What an object's bytes must be: the object itself, or its segments. */
    List<Segment> segments(String container, ObjectInfo info) {
        if (info.isStaticLarge()) {
            return total(info, manifest(container, info.name()));
        }
        if (info.isDynamicLarge()) {
            return total(info, dynamicSegments(info));
        }
        return List.of(new Segment(container, info.name(), info.size(), Segment.isMd5(info.etag()) ? info.etag() : ""));
    }

    /** If the segments do not add up (a listing that lags, a manifest of ranges) only the length can be checked. */
    private static List<Segment> total(ObjectInfo info, List<Segment> segments) {
        long sum = segments.stream().mapToLong(Segment::size).sum();
        return sum == info.size() ? segments : List.of(new Segment("", info.name(), info.size(), ""));
    }

    private List<Segment> manifest(String container, String name) {
        String what = "GET the segments of " + SwiftClient.url(container, name);
        String path = SwiftPath.of(container, name) + "?multipart-manifest=get";
        try (HttpReply reply = account.send(what, "GET", path, Map.of(), null)) {
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            List<Segment> found = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(reply.body().readNBytes(MANIFEST_LIMIT))) {
                String[] place = entry.path("name").asText().replaceFirst("^/", "").split("/", 2);
                boolean whole = !entry.has("range") && !entry.path("sub_slo").asBoolean();
                String md5 = entry.path("hash").asText();
                found.add(new Segment(place[0], place.length < 2 ? "" : place[1], entry.path("bytes").asLong(),
                        whole && Segment.isMd5(md5) ? md5 : ""));
            }
            return found;
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private List<Segment> dynamicSegments(ObjectInfo info) {
        String[] place = decode(info.headers().get("X-Object-Manifest")).split("/", 2);
        if (place.length < 2 || place[0].isEmpty() || place[1].isEmpty()) {
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, info.name() + " has a segment prefix that is none: "
                    + String.join("/", place), "The object is damaged.", false);
        }
        return new Listing(account, place[0]).list(Map.of("prefix", place[1]), ObjectInfo::of).stream()
                .map(o -> new Segment(place[0], o.name(), o.size(), Segment.isMd5(o.etag()) ? o.etag() : "")).toList();
    }

    /** The header is URL-encoded; a plus is a plus there. */
    private static String decode(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    /** Removes a dynamic object's segments, after the object itself. */
    void deleteSegments(String container, ObjectInfo info) {
        for (Segment segment : dynamicSegments(info)) {
            SwiftClient.deletePlain(account, segment.container(), segment.name());
        }
    }

    /** Removes a static object with its segments. @return whether there was one */
    boolean deleteStatic(String container, String name) {
        String what = "DELETE " + SwiftClient.url(container, name) + " with its segments";
        String path = SwiftPath.of(container, name) + "?multipart-manifest=delete";
        try (HttpReply reply = account.send(what, "DELETE", path, Map.of("Accept", "application/json"), null)) {
            if (reply.status() == 404) {
                return false;
            }
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            // the real status is in the body; a segment that was gone already is no error
            JsonNode result = JSON.readTree(reply.body().readNBytes(MANIFEST_LIMIT));
            String status = result.path("Response Status").asText("200");
            if (!status.startsWith("2") && !(status.startsWith("4") && result.path("Errors").isEmpty())) {
                throw SwiftFailure.of(ErrorKind.STORE_FAILED, "Swift refuses " + what + ": " + status + " " + firstError(result),
                        "Check the container of the segments.", true);
            }
            return true;
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private static String firstError(JsonNode result) {
        JsonNode first = result.path("Errors").path(0);
        return first.path(0).asText() + " " + first.path(1).asText();
    }

    /** Stores a body as segments and their manifest; if it fails, removes what it stored. */
    String put(String container, String name, RequestBody body, PutOptions options) {
        long count = (body.length() + account.segmentSize() - 1) / account.segmentSize();
        if (count > MOST_SEGMENTS) {
            throw SwiftFailure.of(ErrorKind.USER_ERROR, SwiftClient.url(container, name) + " would need " + count + " segments",
                    "Swift allows " + MOST_SEGMENTS + ": set SWIFT_SEGMENT_SIZE higher.", false);
        }
        List<Segment> stored = new ArrayList<>();
        try {
            new SwiftClient(account).createContainer(segmentContainer(container), Map.of());
            MessageDigest whole = Digests.md5();
            try (InputStream in = body.open()) {
                for (long done = 0; done < body.length(); done += account.segmentSize()) {
                    stored.add(putSegment(container, name, body, in, done, whole));
                }
            }
            String md5 = HexFormat.of().formatHex(whole.digest());
            if (options.md5() != null && !options.md5().equals(md5)) {
                throw SwiftFailure.of(ErrorKind.UPLOAD_CORRUPTED, "PUT " + SwiftClient.url(container, name) + ": bytes with MD5 "
                        + md5 + " were sent, to be sent was MD5 " + options.md5(), "Check memory and disk of this machine.", true);
            }
            return putManifest(container, name, stored, options.withMd5(null).with("X-Object-Meta-Md5", md5));
        } catch (IOException e) {
            removeAfterFailure(stored, e);
            throw SwiftFailure.of("PUT " + SwiftClient.url(container, name), e);
        } catch (RuntimeException e) {
            removeAfterFailure(stored, e);
            throw e;
        }
    }

    private Segment putSegment(String container, String name, RequestBody body, InputStream in, long done, MessageDigest whole) {
        long size = Math.min(account.segmentSize(), body.length() - done);
        String place = name + "/slo/" + body.length() + "/" + account.segmentSize() + "/" + String.format("%08d", done / account.segmentSize());
        String target = segmentContainer(container);
        String md5 = new ObjectPut(account).put(target, place, RequestBody.once(new Slice(in, size, whole), size), PutOptions.NONE);
        return new Segment(target, place, size, md5);
    }

    private String putManifest(String container, String name, List<Segment> stored, PutOptions options) {
        ArrayNode list = JSON.createArrayNode();
        MessageDigest etags = Digests.md5();
        for (Segment segment : stored) {
            list.addObject().put("path", "/" + segment.container() + "/" + segment.name())
                    .put("etag", segment.md5()).put("size_bytes", segment.size());
            etags.update(segment.md5().getBytes(StandardCharsets.US_ASCII));
        }
        String what = "PUT the manifest of " + SwiftClient.url(container, name);
        String path = SwiftPath.of(container, name) + "?multipart-manifest=put";
        RequestBody json = RequestBody.of(list.toString().getBytes(StandardCharsets.UTF_8));
        try (HttpReply reply = account.send(what, "PUT", path, options.toHeaders(), json)) {
            SwiftClient.check(what, reply);
            String expected = HexFormat.of().formatHex(etags.digest());
            String etag = reply.header("ETag") == null ? "" : reply.header("ETag").replace("\"", "");
            if (!expected.equals(etag)) {
                throw SwiftFailure.of(ErrorKind.UPLOAD_CORRUPTED, what + ": Swift stored ETag \"" + etag + "\" instead of " + expected,
                        "Try again.", true);
            }
            return etag;
        }
    }

    private void removeAfterFailure(List<Segment> stored, Exception failure) {
        for (Segment segment : stored) {
            try {
                SwiftClient.deletePlain(account, segment.container(), segment.name());
            } catch (RuntimeException e) {
                failure.addSuppressed(e); // the first failure is the one to tell
            }
        }
    }

    static String segmentContainer(String container) {
        return container + "_segments";
    }

    /** The next bytes of a stream that others go on reading; hashes them into the whole's MD5 as well. */
    private static final class Slice extends FilterInputStream {
        private final MessageDigest whole;
        private long left;

        Slice(InputStream in, long size, MessageDigest whole) {
            super(in);
            this.left = size;
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, offset, (int) Math.min(length, left));
            if (n > 0) {
                whole.update(bytes, offset, n);
                left -= n;
            }
            return n;
        }

        @Override
        public void close() {
            // the next segment reads on
        }
    }
}
