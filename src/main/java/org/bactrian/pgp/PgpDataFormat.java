package org.bactrian.pgp;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.converter.crypto.PGPDataFormat;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatFactory;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Seal;
import org.bactrian.seal.camel.SealDataFormat;
import org.bouncycastle.bcpg.HashAlgorithmTags;

/**
 * camel-crypto-pgp's {@code pgp} data format by name and options, done by {@link PgpSeal}: in a route
 *
 * <pre>
 * - marshal:
 *     pgp:
 *       password: "{{passphrase}}"
 * </pre>
 *
 * It takes the place of the original in routes when {@link Factory} is bound in the registry under the name {@code pgp}, as Camel asks the
 * registry before it looks for a data format's class. It extends the original so that Camel's own binding of options works, but uses
 * nothing of it. Bodies and headers are those of {@link SealDataFormat}; a {@code BactrianSeal} on the exchange goes before the options.
 *
 * <p>Options with another meaning or default than the original's: a {@code password} without any key means passphrase mode;
 * {@code algorithm} is AES-256 (7, 8 or 9 are written), {@code hashAlgorithm} SHA-512; {@code integrity: false} lets {@code unmarshal} open
 * messages without integrity protection and is refused by {@code marshal}; {@code provider} is ignored. Headers do not change options.
 */
public final class PgpDataFormat extends PGPDataFormat {
    /** Makes these data formats; for the registry, under the name {@code pgp}. */
    public static final class Factory implements DataFormatFactory {
        @Override
        public DataFormat newInstance() {
            return new PgpDataFormat();
        }
    }

    private final SealDataFormat delegate = new SealDataFormat(exchange -> configured());
    private Seal configured;

    /** With this program's defaults. */
    public PgpDataFormat() {
        setAlgorithm(CipherAlgorithm.AES_256.id());
        setHashAlgorithm(HashAlgorithmTags.SHA512);
        setCompressionAlgorithm(Compression.ZIP.id());
        setFileName("");
    }

    @Override
    public void marshal(Exchange exchange, Object body, OutputStream out) throws Exception {
        delegate.marshal(exchange, body, out);
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream body) throws Exception {
        return delegate.unmarshal(exchange, body);
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        return delegate.unmarshal(exchange, body);
    }

    /** Unlike the original's, registers no security provider, which costs 0.7 s. */
    @Override
    protected void doStart() {
        // nothing to start: the seal is made when first needed, and often not at all
    }

    private synchronized Seal configured() {
        if (configured == null) {
            configured = fromOptions();
        }
        return configured;
    }

    private Seal fromOptions() {
        if (getPassword() == null) {
            throw new BactrianException(ErrorKind.USAGE, "pgp data format: neither password nor key",
                    "set an option, or the exchange property " + SealDataFormat.SEAL);
        }
        return PgpSeal.builder()
                .passphrase(Passphrase.of(getPassword()))
                .compression(Compression.of(getCompressionAlgorithm()))
                .allowUnprotected(!isIntegrity())
                .build();
    }
}
