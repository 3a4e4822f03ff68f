package org.bactrian.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * What a store of ill will can make of a target that is neither encrypted nor signed: volumes that hold anything, under manifests that
 * have their right hashes. Without signatures, which no restore needs.
 */
final class Forgery {
    static final String FULL = "duplicity-full.20240101T000000Z.";
    static final String INCREMENT = "duplicity-inc.20240101T000000Z.to.20240102T000000Z.";

    private final Path store;

    /** @param store the folder of the target; made if it is missing */
    Forgery(Path store) throws IOException {
        this.store = Files.createDirectories(store);
    }

    /** A set of one volume for each tar given. */
    void set(String prefix, byte[]... tars) throws IOException {
        byte[][] volumes = new byte[tars.length][];
        for (int i = 0; i < tars.length; i++) {
            volumes[i] = gzip(tars[i]);
        }
        sealed(prefix, volumes);
    }

    /** A set of volumes that are gzip already, or what somebody calls so. */
    void sealed(String prefix, byte[]... volumes) throws IOException {
        StringBuilder manifest = new StringBuilder("Hostname forged\nLocaldir /forged\n");
        for (int i = 0; i < volumes.length; i++) {
            String name = prefix + "vol" + (i + 1) + ".difftar.gz";
            Files.write(store.resolve(name), volumes[i]);
            manifest.append("Volume ").append(i + 1).append(":\n    StartingPath   .\n    EndingPath     \"\\xff\\xff\"\n    Hash SHA1 ")
                    .append(sha1(volumes[i])).append('\n');
        }
        Files.writeString(store.resolve(prefix + "manifest"), manifest, StandardCharsets.US_ASCII);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
