package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.bactrian.chain.SetTies;
import org.bactrian.seal.Sealable;

/** A set's signatures, to be sealed, and hashed meanwhile for the manifest ({@link SetTies}). */
final class SignaturesBody implements Sealable {
    private final Path file;
    private final Consumer<String> hash;

    /**
     * @param file the signatures, gzipped
     * @param hash given the SHA-256 of what was sealed, lower-case hex
     */
    SignaturesBody(Path file, Consumer<String> hash) {
        this.file = file;
        this.hash = hash;
    }

    @Override
    public void writeTo(OutputStream plain, LongSupplier sealedLength) throws IOException {
        try (InputStream in = SetTies.hashing(new GZIPInputStream(Files.newInputStream(file), 1 << 16), hash)) {
            in.transferTo(plain);
        }
    }
}
