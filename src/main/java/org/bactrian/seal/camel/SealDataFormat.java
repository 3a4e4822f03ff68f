package org.bactrian.seal.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Seal;
import org.bactrian.seal.Sealable;
import org.bactrian.seal.SealedInput;
import org.bactrian.seal.SealedOutput;
import org.bactrian.seal.Spool;
import org.bactrian.seal.SpoolOutput;
import org.bactrian.store.StoreHeaders;

/**
 * Any {@link Seal} as a data format. Which one it is, the exchange's property {@link #SEAL} says; so a run's secrets
 * are in that object and nowhere in a route or a file. Thread-safe.
 *
 * <p>{@code marshal} takes a {@link Sealable}, which writes itself while it is sealed, a {@link SealedInput}, or
 * anything Camel can make a stream of; the body becomes the sealed bytes, with the headers {@link StoreHeaders#LENGTH},
 * {@link StoreHeaders#MD5} and {@link StoreHeaders#SHA1}. {@code unmarshal} takes a {@link SealedInput}, or anything
 * Camel can make a stream of, which is first spooled, sealed as it is; the body becomes a stream of the clear bytes,
 * checked as the seal promises. Whoever reads it closes it.
 */
public final class SealDataFormat extends ServiceSupport implements DataFormat, DataFormatName {
    /** The exchange property with the {@link Seal} to use. */
    public static final String SEAL = "BactrianSeal";

    private final Function<Exchange, Seal> otherwise;
    private Path spoolFolder = Path.of(System.getProperty("java.io.tmpdir"));

    /** The exchange must have a seal. */
    public SealDataFormat() {
        this(exchange -> {
            throw new BactrianException(ErrorKind.UNEXPECTED, "the exchange has no property " + SEAL,
                    "set it before marshal or unmarshal");
        });
    }

    /** @param otherwise the seal of an exchange that has none */
    public SealDataFormat(Function<Exchange, Seal> otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * Where sealed bodies that are streams are kept until read, in files without names; the default is
     * {@code java.io.tmpdir}.
     */
    public void setSpoolFolder(Path folder) {
        spoolFolder = folder;
    }

    @Override
    public String getDataFormatName() {
        return "seal";
    }

    @Override
    public void marshal(Exchange exchange, Object body, OutputStream out) throws Exception {
        String name = exchange.getMessage().getHeader(StoreHeaders.OBJECT, "message", String.class);
        SealedOutput sealed = new SealedOutput(new SpoolOutput(out, name, spoolFolder));
        try (OutputStream plain = sealOf(exchange).seal(sealed)) {
            write(exchange, body, plain, sealed);
        } catch (Error e) {
            throw known(e);
        }
        sealed.flush();
        Message message = exchange.getMessage();
        message.setHeader(StoreHeaders.LENGTH, sealed.length());
        message.setHeader(StoreHeaders.SHA1, sealed.sha1());
        message.setHeader(StoreHeaders.MD5, sealed.md5());
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream body) throws Exception {
        return unmarshal(exchange, (Object) body);
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        try {
            return open(exchange, body);
        } catch (Error e) {
            throw known(e);
        }
    }

    private Object open(Exchange exchange, Object body) throws Exception {
        Seal seal = sealOf(exchange);
        if (body instanceof SealedInput sealed) {
            return seal.open(sealed);
        }
        String name = exchange.getMessage().getHeader(StoreHeaders.OBJECT, "message", String.class);
        Spool spool;
        try (InputStream in = ExchangeHelper.convertToMandatoryType(exchange, InputStream.class, body)) {
            spool = Spool.of(in, name, spoolFolder);
        }
        return openOnce(seal, spool);
    }

    /** Camel (4.17) lets an Error of a data format end the thread in silence, and whoever waits for the exchange waits for ever. */
    private static BactrianException known(Error error) {
        return new BactrianException(ErrorKind.UNEXPECTED, error.toString(), error instanceof OutOfMemoryError
                ? "Give the program more memory: BACTRIAN_JAVA_OPTS=-Xmx1g" : "Reinstall; if it comes again, report it.", error);
    }

    private Seal sealOf(Exchange exchange) {
        Seal seal = exchange.getProperty(SEAL, Seal.class);
        return seal != null ? seal : otherwise.apply(exchange);
    }

    private static void write(Exchange exchange, Object body, OutputStream plain, SealedOutput sealed)
            throws Exception {
        if (body instanceof Sealable sealable) {
            sealable.writeTo(plain, sealed::length);
        } else if (body instanceof SealedInput input) {
            try (InputStream in = input.openStream()) {
                in.transferTo(plain);
            }
        } else {
            try (InputStream in = ExchangeHelper.convertToMandatoryType(exchange, InputStream.class, body)) {
                in.transferTo(plain);
            }
        }
    }

    /** Gives the spool's room back when the clear bytes are closed. */
    private static InputStream openOnce(Seal seal, Spool spool) throws IOException {
        try {
            return new FilterInputStream(seal.open(spool)) {
                @Override
                public int read(byte[] bytes, int offset, int count) throws IOException {
                    return in.read(bytes, offset, count);
                }

                @Override
                public void close() throws IOException {
                    try (spool) {
                        in.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }
}
