package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Manifest;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Spool;
import org.bactrian.store.StoreHeaders;

/**
 * Compares a fetched object with the hash that its manifest gives, in the headers {@link #HASH_TYPE} and {@link #HASH};
 * nothing to compare with, nothing done (signatures and manifests have no hash anywhere, spec 5.4). A difference may come
 * from the way here, so it can be tried again.
 */
public final class CheckHash implements Processor {
    /** {@code SHA1} or {@code MD5}, as the manifest says. */
    public static final String HASH_TYPE = "BactrianHashType";
    /** The expected hash, lower-case hex. */
    public static final String HASH = "BactrianHash";

    /**
     * Says what the object that the next steps fetch has to be.
     *
     * @param described as its manifest describes it; null if none does, then nothing is compared
     */
    static void expect(Exchange exchange, Manifest.Volume described) {
        exchange.getMessage().setHeader(HASH_TYPE, described == null ? null : described.hashType());
        exchange.getMessage().setHeader(HASH, described == null ? null : described.hashHex());
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        String type = exchange.getMessage().getHeader(HASH_TYPE, String.class);
        if (type == null) {
            return;
        }
        Spool object = exchange.getMessage().getBody(Spool.class);
        String actual = switch (type) {
            case "SHA1" -> object.sha1();
            case "MD5" -> object.md5();
            default -> null;
        };
        String expected = exchange.getMessage().getHeader(HASH, String.class);
        if (actual != null && !actual.equals(expected)) {
            object.close();
            String name = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
            throw new BactrianException(ErrorKind.HASH_MISMATCH, "Invalid data - " + type + " hash mismatch for file:\n "
                    + name + "\n Calculated hash: " + actual + "\n Manifest hash: " + expected,
                    "The stored object is damaged; restore from another time, and make a full backup soon", true, null);
        }
    }
}
