package org.bactrian.chain.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.seal.SealedInput;

/** A file of the archive directory that is sealed as its object on the store is. */
record SealedCopy(Path file) implements SealedInput {
    @Override
    public InputStream openStream() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public long length() {
        return file.toFile().length();
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }
}
