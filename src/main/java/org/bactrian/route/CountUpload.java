package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.bactrian.log.CountedInput;

/** Lets the run know how much of the body was read by the store, and keeps that within the limit; the body can still be read again from its first byte. */
public final class CountUpload implements Processor {
    @Override
    public void process(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof StreamCache cache && body instanceof InputStream in) {
            exchange.getMessage().setBody(new Counted(in, cache, Run.of(exchange)::uploaded));
        }
    }

    /** A stream that can be read again, and tells each time how much of it was. */
    private static final class Counted extends CountedInput implements StreamCache {
        private final StreamCache cache;
        private final LongConsumer counter;

        Counted(InputStream in, StreamCache cache, LongConsumer counter) {
            super(in, counter);
            this.cache = cache;
            this.counter = counter;
        }

        @Override
        public synchronized void reset() {
            cache.reset();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            transferTo(out);
        }

        @Override
        public StreamCache copy(Exchange exchange) throws IOException {
            StreamCache copy = cache.copy(exchange);
            return copy instanceof InputStream stream ? new Counted(stream, copy, counter) : copy;
        }

        @Override
        public boolean inMemory() {
            return cache.inMemory();
        }

        @Override
        public long length() {
            return cache.length();
        }

        @Override
        public long position() {
            return cache.position();
        }
    }
}
