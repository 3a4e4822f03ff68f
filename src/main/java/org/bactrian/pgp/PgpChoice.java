package org.bactrian.pgp;

import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.converter.crypto.PGPDataFormat;
import org.apache.camel.converter.crypto.PGPKeyAccessDataFormat;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bouncycastle.bcpg.HashAlgorithmTags;

/**
 * The options of {@link PgpDataFormat} that camel-crypto-pgp lets a message change by its headers {@code CamelPGPDataFormat…}, as they
 * are for one message. A value is the same for the same keys and algorithms, so that its seal can be kept.
 *
 * @param recipients names of the keys to encrypt to
 * @param signers    names of the keys that sign, or must have signed
 */
record PgpChoice(List<String> recipients, List<String> signers, Compression compression, int aesBits) {
    /**
     * The options, with a message's headers before them; a header with several names before one with a single one.
     *
     * @throws BactrianException of kind USAGE for a number that is not written here
     */
    static PgpChoice of(PGPDataFormat options, Message message) {
        int hash = message.getHeader(PGPKeyAccessDataFormat.SIGNATURE_HASH_ALGORITHM, options.getHashAlgorithm(), Integer.class);
        if (hash != HashAlgorithmTags.SHA512) {
            throw unusable("hash algorithm " + hash + " is not written", "10: SHA-512");
        }
        return new PgpChoice(
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

    static BactrianException unusable(String what, String guidance) {
        return new BactrianException(ErrorKind.USAGE, "pgp data format: " + what, guidance);
    }
}
