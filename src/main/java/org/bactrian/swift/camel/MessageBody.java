package org.bactrian.swift.camel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedInput;
import org.bactrian.store.StoreHeaders;
import org.bactrian.swift.http.RequestBody;
import org.openstack4j.model.common.Payload;

/** Makes a request's body of whatever a message carries. All can be sent again but plain streams and payloads of them. */
final class MessageBody {
    private static final String SEEN = "BactrianSwiftOnePassBody";

    private MessageBody() {
    }

    /**
     * The body to send. A stream that can be read once is remembered with the exchange, so that a second delivery of
     * the same one fails instead of sending what is left of it: nothing.
     *
     * @throws BactrianException if the body is of no kind that can be stored, or a file that cannot be read
     */
    static RequestBody of(Exchange exchange) {
        Message message = exchange.getIn();
        Object body = message.getBody();
        long length = message.getHeader(StoreHeaders.LENGTH, RequestBody.UNKNOWN, Long.class);
        try {
            if (body instanceof SealedInput sealed) {
                return new Repeated(sealed::openStream, sealed.length());
            } else if (body instanceof StreamCache cache) {
                return new Repeated(() -> fromStart(cache, message), cache.length());
            } else if (body instanceof Path path) {
                return RequestBody.of(path);
            } else if (body instanceof File file) {
                return RequestBody.of(file.toPath());
            } else if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
                return RequestBody.of(file.toPath());
            } else if (body instanceof byte[] bytes) {
                return RequestBody.of(bytes);
            } else if (body instanceof String text) {
                return RequestBody.of(text.getBytes(StandardCharsets.UTF_8));
            } else if (body instanceof URL url) {
                return new Repeated(url::openStream, RequestBody.UNKNOWN);
            } else if (body instanceof InputStream stream) {
                return once(exchange, body, () -> stream, length);
            } else if (body instanceof Payload<?> payload) {
                return once(exchange, body, payload::open, length);
            }
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.GENERAL, "What was to be stored cannot be read: " + e.getMessage(),
                    "Check the file.", e);
        }
        throw new BactrianException(ErrorKind.UNEXPECTED, "A body of " + (body == null ? "nothing" : body.getClass().getName())
                + " cannot be stored on Swift", "Give a stream, a file, a URL, bytes or text.");
    }

    private static InputStream fromStart(StreamCache cache, Message message) throws IOException {
        cache.reset();
        InputStream stream = cache instanceof InputStream in ? in : message.getBody(InputStream.class);
        if (stream == null) {
            throw new IOException("the cached body is no stream");
        }
        return stream;
    }

    private static RequestBody once(Exchange exchange, Object source, Source opener, long length) throws IOException {
        if (exchange.getProperty(SEEN) instanceof Seen seen && seen.source() == source) {
            return seen.body();
        }
        RequestBody body = RequestBody.once(opener.open(), length);
        exchange.setProperty(SEEN, new Seen(source, body));
        return body;
    }

    /** A one-pass body that was taken before. */
    private record Seen(Object source, RequestBody body) {
    }

    /** Gives the bytes from the first one. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private record Repeated(Source source, long length) implements RequestBody {
        @Override
        public InputStream open() throws IOException {
            return source.open();
        }

        @Override
        public boolean canOpen() {
            return true;
        }
    }
}
