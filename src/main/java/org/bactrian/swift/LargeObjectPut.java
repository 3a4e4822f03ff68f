package org.bactrian.swift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.Digests;
import org.bactrian.swift.http.HttpReply;
import org.bactrian.swift.http.RequestBody;

/**
 * Stores one object as a static large one. The segments go to the container {@code NAME_segments}, where other clients
 * put them too, under {@code OBJECT/slo/TIME/SIZE/SEGMENTSIZE/NUMBER}, so that no two uploads share a segment; then the manifest
 * makes them one object. Until then a former object of that name stays whole.
 */
final class LargeObjectPut {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Swift's own limit for one manifest. */
    private static final int MOST_SEGMENTS = 1000;
    /** What the whole's MD5 is noted under: the ETag of a large object is another thing. */
    private static final String MD5_HEADER = "X-Object-Meta-Md5";
    private static final int NANOS_IN_MICRO = 1000;

    private final SwiftAccount account;
    private final LargeObjects large;
    private final String container;
    private final String name;
    private final String what;
    private final String segmentContainer;
    private final String segmentPrefix;
    private final long segmentSize;
    private final RequestBody body;

    LargeObjectPut(SwiftAccount account, LargeObjects large, String container, String name, RequestBody body) {
        Instant now = account.now();
        this.account = account;
        this.large = large;
        this.container = container;
        this.name = name;
        this.body = body;
        this.what = "PUT " + SwiftClient.url(container, name);
        this.segmentSize = account.segmentSize();
        this.segmentContainer = container + "_segments";
        this.segmentPrefix = String.format("%s/slo/%d.%06d/%d/%d/", name, now.getEpochSecond(), now.getNano() / NANOS_IN_MICRO,
                body.length(), segmentSize);
    }

    /** Stores it all, or nothing: what was stored before a failure is removed. @return the manifest's ETag */
    String put(PutOptions options) {
        long count = (body.length() + segmentSize - 1) / segmentSize;
        if (count > MOST_SEGMENTS) {
            throw SwiftFailure.of(ErrorKind.USER_ERROR, what + " would need " + count + " segments",
                    "Swift allows " + MOST_SEGMENTS + ": set SWIFT_SEGMENT_SIZE higher.", false);
        }
        List<Segment> stored = new ArrayList<>();
        try {
            new SwiftClient(account).createContainer(segmentContainer, Map.of());
            String md5 = putSegments(stored);
            if (options.md5() != null && !options.md5().equals(md5)) {
                throw SwiftFailure.of(ErrorKind.UPLOAD_CORRUPTED, what + ": bytes with MD5 " + md5 + " were sent, to be sent was MD5 "
                        + options.md5(), "Check memory and disk of this machine.", true);
            }
            return putManifest(stored, options.withMd5(null).with(MD5_HEADER, md5));
        } catch (IOException e) {
            removeAfterFailure(stored, e);
            throw SwiftFailure.of(what, e);
        } catch (RuntimeException e) {
            removeAfterFailure(stored, e);
            throw e;
        }
    }

    private String putSegments(List<Segment> stored) throws IOException {
        try (SegmentSource source = new SegmentSource(body)) {
            for (long done = 0; done < body.length(); done += segmentSize) {
                long size = Math.min(segmentSize, body.length() - done);
                String place = segmentPrefix + String.format("%08d", done / segmentSize);
                stored.add(new Segment(segmentContainer, place, size, "")); // to be removed, even if only its answer is lost
                String md5 = new ObjectPut(account).put(segmentContainer, place, source.next(done, size), PutOptions.NONE);
                stored.set(stored.size() - 1, new Segment(segmentContainer, place, size, md5));
            }
            return source.md5();
        }
    }

    private String putManifest(List<Segment> stored, PutOptions options) {
        ArrayNode list = JSON.createArrayNode();
        MessageDigest etags = Digests.md5();
        for (Segment segment : stored) {
            list.addObject().put("path", "/" + segment.container() + "/" + segment.name())
                    .put("etag", segment.md5()).put("size_bytes", segment.size());
            etags.update(segment.md5().getBytes(StandardCharsets.US_ASCII));
        }
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

    /** Not if the manifest may have been stored and only its answer lost: then the segments are in use. */
    private void removeAfterFailure(List<Segment> stored, Exception failure) {
        try {
            if (!stored.isEmpty() && !isInUse()) {
                new BulkDelete(account).delete(LargeObjects.paths(stored));
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // the first failure is the one to tell
        }
    }

    private boolean isInUse() {
        Optional<ObjectInfo> there = new SwiftClient(account).head(container, name).filter(ObjectInfo::isStaticLarge);
        return there.isPresent() && large.manifest(container, name).stream().anyMatch(s -> s.name().startsWith(segmentPrefix));
    }
}
