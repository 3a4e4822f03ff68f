package org.bactrian.pgp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** Reads what {@link ProtectedOutput} writes. The version byte is read already. */
record ProtectedData(InputStream body) implements EncryptedData {
    private static final int MDC = 22;
    private static final int MDC_HASH = 20;
    private static final int BUFFER = 64 * 1024;

    @Override
    public long check(SessionKey key, Decoding decoding) throws IOException {
        InputStream decrypted = clear(key);
        MessageDigest sha1 = Digests.sha1();
        sha1.update(EncryptedData.readPrefix(decrypted, key));
        try (InputStream clear = decoding.of(decrypted)) {
            return check(clear, sha1);
        }
    }

    private static long check(InputStream clear, MessageDigest sha1) throws IOException {
        byte[] buffer = new byte[MDC + BUFFER];
        int held = clear.readNBytes(buffer, 0, MDC); // the last bytes read are always held back: they may be the hash
        if (held < MDC) {
            throw new EOFException("it is cut short");
        }
        long length = 0;
        for (int count; (count = clear.read(buffer, MDC, BUFFER)) >= 0;) {
            Digests.update(sha1, buffer, 0, count);
            length += count;
            System.arraycopy(buffer, count, buffer, 0, MDC);
        }
        sha1.update(buffer, 0, MDC - MDC_HASH);
        boolean headed = buffer[0] == (byte) 0xD3 && buffer[1] == MDC_HASH;
        if (!headed || !MessageDigest.isEqual(sha1.digest(), Arrays.copyOfRange(buffer, MDC - MDC_HASH, MDC))) {
            throw new PgpFormatException("its contents were changed (the MDC differs)");
        }
        return length;
    }

    @Override
    public InputStream decrypt(SessionKey key, long length) throws IOException {
        InputStream clear = clear(key);
        EncryptedData.readPrefix(clear, key);
        return new LimitedInput(clear, length);
    }

    private InputStream clear(SessionKey key) {
        return new CfbInput(body, key, new byte[key.algorithm().blockSize()]);
    }
}
