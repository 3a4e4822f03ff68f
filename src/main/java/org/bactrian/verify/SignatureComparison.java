package org.bactrian.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.bactrian.rsync.SignatureCheck;
import org.bactrian.source.SourceEntry;

/**
 * Compares the length of a file here with that of the archive's, and its content with the chain's signature, which has a
 * weak and a strong sum of each block (spec 4.2). Of the archive's content only the structure is looked at. {@link #begin}
 * is not thread-safe.
 */
public final class SignatureComparison implements ContentComparison {
    /** Larger signatures are not held, but compared at once. */
    private static final int SMALL = 1 << 18;

    private final Signatures signatures;

    /** @param signatures of the state that is compared with */
    public SignatureComparison(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public Rest begin(SourceEntry here, ArchivedEntry archived) throws IOException {
        long length = archived.check();
        InputStream signature = signatures.find(here.name());
        if (signature == null) {
            throw new IncomparableException("the chain has no signature of it; use --compare-data", null);
        }
        byte[] first = signature.readNBytes(SMALL + 1);
        if (first.length <= SMALL) {
            return new Rest(first.length, () -> compare(here, length, new ByteArrayInputStream(first)));
        }
        return Rest.known(compare(here, length, new SequenceInputStream(new ByteArrayInputStream(first), signature)));
    }

    private static boolean compare(SourceEntry here, long length, InputStream signature) throws IOException {
        try (InputStream in = new LocalContent(here)) {
            long size = here.entry().size();
            boolean pseudoFile = size == 0; // the kernel's have content all the same
            return (size == length || pseudoFile) && SignatureCheck.matches(in, signature, "the signature of " + here.name());
        }
    }
}
