package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * "Symmetrically encrypted data" without integrity protection (RFC 4880, 5.7), as very old versions of GnuPG wrote it.
 * CFB starts afresh after the prefix, with the cipher text of its last block's length as initial vector.
 */
record UnprotectedData(InputStream body) implements EncryptedData {
    @Override
    public long check(SessionKey key, Decoding decoding) throws IOException {
        return decrypt(key, Long.MAX_VALUE).transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public InputStream decrypt(SessionKey key, long length) throws IOException {
        int block = key.algorithm().blockSize();
        byte[] prefix = body.readNBytes(block + 2);
        InputStream start = new CfbInput(new ByteArrayInputStream(prefix), key, new byte[block]);
        EncryptedData.readPrefix(start, key);
        return new CfbInput(body, key, Arrays.copyOfRange(prefix, 2, block + 2));
    }

    @Override
    public boolean isProtected() {
        return false;
    }
}
