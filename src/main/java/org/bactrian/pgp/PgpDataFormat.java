package org.bactrian.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.converter.crypto.PGPDataFormat;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatFactory;
import org.apache.camel.support.ResourceHelper;
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
 * It takes the place of the original in routes when {@link Factory} is bound in the registry under the name
 * {@code pgp}, as Camel asks the registry before it looks for a data format's class. It extends the original so that
 * Camel's own binding of options works, but uses nothing of it. Bodies and headers are those of {@link SealDataFormat};
 * a {@code BactrianSeal} on the exchange goes before the options.
 *
 * <p>Or with keys, by the original's options: {@code keyFileName} and {@code keyUserid} (GnuPG's home if there is no
 * file), {@code signatureKeyUserid} and so on. Names are {@link KeyName GnuPG's}. With
 * {@code signatureVerificationOption: required}, what is opened must be signed by one of the
 * {@code signatureKeyUserid}s.
 *
 * <p>Options with another meaning or default than the original's: a {@code password} without any key means passphrase
 * mode; {@code algorithm} is AES-256 (7, 8 or 9 are written); signatures are SHA-512 whatever {@code hashAlgorithm}
 * says; {@code integrity: false} lets {@code unmarshal} open messages without integrity protection and is refused by
 * {@code marshal}; {@code provider} is ignored. Headers do not change options.
 */
public final class PgpDataFormat extends PGPDataFormat implements CamelContextAware {
    /** Makes these data formats; for the registry, under the name {@code pgp}. */
    public static final class Factory implements DataFormatFactory {
        @Override
        public DataFormat newInstance() {
            return new PgpDataFormat();
        }
    }

    private final SealDataFormat delegate = new SealDataFormat(exchange -> configured());
    private Seal configured;

    private CamelContext camelContext;

    /** With this program's defaults. */
    public PgpDataFormat() {
        setAlgorithm(CipherAlgorithm.AES_256.id());
        setHashAlgorithm(HashAlgorithmTags.SHA512);
        setCompressionAlgorithm(Compression.ZIP.id());
        setFileName("");
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camelContext = context;
    }

    @Override
    public void marshal(Exchange exchange, Object body, OutputStream out) throws Exception {
        if (!isIntegrity() && exchange.getProperty(SealDataFormat.SEAL) == null) {
            throw unusable("integrity: false is not written any more", "leave the option out");
        }
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
        PgpSealBuilder builder = PgpSeal.builder().keys(keys()).armored(isArmored()).fileName(getFileName())
                .compression(compression()).aes(bits())
                .allowUnprotected(!isIntegrity());
        names(getKeyUserid(), getKeyUserids()).forEach(builder::encryptTo);
        if (getPassword() != null) {
            builder.passphrase(Passphrase.of(getPassword()));
        }
        if (getSignaturePassword() != null) {
            builder.signPassphrase(Passphrase.of(getSignaturePassword()));
        }
        List<String> signers = names(getSignatureKeyUserid(), getSignatureKeyUserids());
        if (SIGNATURE_VERIFICATION_OPTION_REQUIRED.equals(getSignatureVerificationOption())) {
            signers.forEach(builder::requireSigner); // what verifies has the public keys of signers only
        } else if (!signers.isEmpty()) {
            builder.signWith(signers.get(0));
        }
        if (getPassword() == null && getKeyUserid() == null && sources().isEmpty()) {
            throw unusable("neither password nor key", "set an option, or the exchange property "
                    + SealDataFormat.SEAL);
        }
        return builder.build();
    }

    private Keys keys() {
        return new Keys(sources(), Clock.systemUTC());
    }

    private List<KeySource> sources() {
        List<KeySource> sources = new ArrayList<>();
        for (String name : new String[] {getKeyFileName(), getSignatureKeyFileName()}) {
            if (name != null) {
                sources.add(new KeyFile(name, resource(name)));
            }
        }
        for (byte[] ring : new byte[][] {getEncryptionKeyRing(), getSignatureKeyRing()}) {
            if (ring != null) {
                sources.add(new KeyFile("key ring", ring));
            }
        }
        if (sources.isEmpty() && (getKeyUserid() != null || getSignatureKeyUserid() != null)) {
            sources.add(GnupgHome.usual());
        }
        return sources;
    }

    /** A file name, or any resource Camel knows: {@code classpath:}, {@code file:}, ... */
    private byte[] resource(String name) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "pgp data format: cannot read the key file " + name + ": "
                    + e.getMessage(),
                    "name a file written by gpg --export or gpg --export-secret-keys", e);
        }
    }

    private Compression compression() {
        Compression compression = Compression.of(getCompressionAlgorithm());
        if (compression == null) {
            throw unusable("unknown compressionAlgorithm " + getCompressionAlgorithm(),
                    "0 none, 1 zip, 2 zlib, 3 bzip2");
        }
        return compression;
    }

    private int bits() {
        CipherAlgorithm cipher = CipherAlgorithm.of(getAlgorithm());
        if (cipher == null || !cipher.isAes()) {
            throw unusable("algorithm " + getAlgorithm() + " is not written any more",
                    "7, 8 or 9: AES with 128, 192 or 256 bits");
        }
        return cipher.keySize() * Byte.SIZE;
    }

    private static List<String> names(String one, List<String> several) {
        return several != null && !several.isEmpty() ? several : one == null ? List.of() : List.of(one);
    }

    private static BactrianException unusable(String what, String guidance) {
        return new BactrianException(ErrorKind.USAGE, "pgp data format: " + what, guidance);
    }
}
