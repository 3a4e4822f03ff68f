package org.bactrian.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.crypto.PGPDataFormat;
import org.apache.camel.converter.crypto.PGPKeyAccessDataFormat;
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
 * <p>The original's headers {@code CamelPGPDataFormat…} change keys and algorithms of one message ({@code Choice}); like every header
 * that changes what a route does, they must not come from strangers.
 *
 * <p>Options with another meaning or default than the original's: a {@code password} without any key means passphrase
 * mode; {@code algorithm} is AES-256 (7, 8 or 9 are written), {@code hashAlgorithm} SHA-512 and nothing else, the literal's
 * {@code fileName} empty; one key signs, not several; {@code signatureVerificationOption} {@code optional} and {@code ignore} do not look
 * at signatures; {@code integrity: false} lets {@code unmarshal} open messages without integrity protection. Refused are
 * {@code integrity: false} by {@code marshal}, {@code no_signature_allowed}, a {@code provider} and accessors for keys and passphrases.
 */
public final class PgpDataFormat extends PGPDataFormat implements CamelContextAware {
    /** Makes these data formats; for the registry, under the name {@code pgp}. */
    public static final class Factory implements DataFormatFactory {
        @Override
        public DataFormat newInstance() {
            return new PgpDataFormat();
        }
    }

    /** A seal derives its passphrase's key only once, so it is worth to be kept. */
    private static final int KEPT = 16;
    private static final String PROVIDER = "BC";

    private final SealDataFormat delegate = new SealDataFormat(this::configured);
    private final Map<Choice, Seal> configured = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Choice, Seal> eldest) {
            return size() > KEPT;
        }
    };

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

    private Seal configured(Exchange exchange) {
        Choice choice = Choice.of(this, exchange.getMessage());
        synchronized (configured) {
            Seal known = configured.get(choice);
            if (known == null) {
                refuseWhatIsNotDone();
                known = seal(choice);
                configured.put(choice, known);
            }
            return known;
        }
    }

    private void refuseWhatIsNotDone() {
        if (SIGNATURE_VERIFICATION_OPTION_NO_SIGNATURE_ALLOWED.equals(getSignatureVerificationOption())) {
            throw unusable("signatureVerificationOption: no_signature_allowed is not offered", "use required, optional or ignore");
        }
        if (isForeign(getPublicKeyAccessor()) || isForeign(getSecretKeyAccessor()) || isForeign(getPassphraseAccessor())) {
            throw unusable("accessors for keys and passphrases are not used", "give key files and passwords");
        }
        if (getProvider() != null && !getProvider().equals(PROVIDER)) {
            throw unusable("the provider " + getProvider() + " is not used", "leave the option out");
        }
    }

    /** The original is its own accessor. */
    private boolean isForeign(Object accessor) {
        return accessor != null && accessor != this;
    }

    private Seal seal(Choice choice) {
        PgpSealBuilder builder = PgpSeal.builder().keys(keys(choice)).armored(isArmored()).fileName(getFileName())
                .compression(choice.compression()).aes(choice.aesBits()).allowUnprotected(!isIntegrity());
        choice.recipients().forEach(builder::encryptTo);
        if (getPassword() != null) {
            builder.passphrase(Passphrase.of(getPassword()));
        }
        if (getSignaturePassword() != null) {
            builder.signPassphrase(Passphrase.of(getSignaturePassword()));
        }
        if (SIGNATURE_VERIFICATION_OPTION_REQUIRED.equals(getSignatureVerificationOption())) {
            choice.signers().forEach(builder::requireSigner); // what verifies has the public keys of signers only
        } else if (choice.signers().size() > 1) {
            throw unusable("one key signs, not " + choice.signers().size(), "name one in signatureKeyUserid");
        } else {
            choice.signers().forEach(builder::signWith);
        }
        if (getPassword() == null && choice.recipients().isEmpty() && sources(choice).isEmpty()) {
            throw unusable("neither password nor key", "set an option, or the exchange property " + SealDataFormat.SEAL);
        }
        return builder.build();
    }

    private Keys keys(Choice choice) {
        return new Keys(sources(choice), Clock.systemUTC());
    }

    private List<KeySource> sources(Choice choice) {
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
        if (sources.isEmpty() && !(choice.recipients().isEmpty() && choice.signers().isEmpty())) {
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

    private static BactrianException unusable(String what, String guidance) {
        return new BactrianException(ErrorKind.USAGE, "pgp data format: " + what, guidance);
    }

    /**
     * The options that camel-crypto-pgp lets a message change by its headers {@code CamelPGPDataFormat…}, as they
     * are for one message. A value is the same for the same keys and algorithms, so that its seal can be kept.
     *
     * @param recipients names of the keys to encrypt to
     * @param signers    names of the keys that sign, or must have signed
     */
    private record Choice(List<String> recipients, List<String> signers, Compression compression, int aesBits) {
        /**
         * The options, with a message's headers before them; a header with several names before one with a single one.
         *
         * @throws BactrianException of kind USAGE for a number that is not written here
         */
        static Choice of(PGPDataFormat options, Message message) {
            int hash = message.getHeader(PGPKeyAccessDataFormat.SIGNATURE_HASH_ALGORITHM, options.getHashAlgorithm(), Integer.class);
            if (hash != HashAlgorithmTags.SHA512) {
                throw unusable("hash algorithm " + hash + " is not written", "10: SHA-512");
            }
            return new Choice(
                    names(message, PGPKeyAccessDataFormat.KEY_USERIDS, PGPKeyAccessDataFormat.KEY_USERID, options.getKeyUserids(),
                            options.getKeyUserid()),
                    names(message, PGPKeyAccessDataFormat.SIGNATURE_KEY_USERIDS, PGPKeyAccessDataFormat.SIGNATURE_KEY_USERID,
                            options.getSignatureKeyUserids(), options.getSignatureKeyUserid()),
                    options.isWithCompressedDataPacket() ? compression(message.getHeader(PGPKeyAccessDataFormat.COMPRESSION_ALGORITHM,
                            options.getCompressionAlgorithm(), Integer.class)) : Compression.NONE,
                    bits(message.getHeader(PGPKeyAccessDataFormat.ENCRYPTION_ALGORITHM, options.getAlgorithm(), Integer.class)));
        }

        @SuppressWarnings("unchecked")
        private static List<String> names(Message message, String header, String headerOfOne, List<String> several, String one) {
            List<String> named = message.getHeader(header, List.class);
            if (named != null && !named.isEmpty()) {
                return List.copyOf(named);
            }
            String single = message.getHeader(headerOfOne, String.class);
            return single != null ? List.of(single) : several != null && !several.isEmpty() ? List.copyOf(several)
                    : one == null ? List.of() : List.of(one);
        }

        private static Compression compression(int id) {
            Compression compression = Compression.of(id);
            if (compression == null) {
                throw unusable("unknown compressionAlgorithm " + id, "0 none, 1 zip, 2 zlib, 3 bzip2");
            }
            return compression;
        }

        private static int bits(int id) {
            CipherAlgorithm cipher = CipherAlgorithm.of(id);
            if (cipher == null || !cipher.isAes()) {
                throw unusable("algorithm " + id + " is not written any more", "7, 8 or 9: AES with 128, 192 or 256 bits");
            }
            return cipher.keySize() * Byte.SIZE;
        }
    }
}
