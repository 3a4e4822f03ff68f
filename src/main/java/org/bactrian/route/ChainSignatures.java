package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.backup.KnownChain;
import org.bactrian.backup.KnownEntry;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;
import org.bactrian.verify.Signatures;
import org.bactrian.volume.EntryTarReader;

/** The signatures of some sets as one state, from the archive directory, at and below a path. Not thread-safe. */
final class ChainSignatures implements Signatures, Closeable {
    private final KnownChain known;
    private final EntryName path;

    /** @param path what names are relative to; the root for everything */
    private ChainSignatures(KnownChain known, EntryName path) {
        this.known = known;
        this.path = path;
    }

    /**
     * Opens them.
     *
     * @param sets a full and the increments after it, oldest first
     * @throws BactrianException of kind NO_SIGNATURES if a set has none
     */
    static ChainSignatures open(Run run, List<SetId> sets, EntryName path) throws IOException {
        return new ChainSignatures(known(run, sets, "Compare with --compare-data, which needs no signatures"), path);
    }

    /**
     * The entries these sets' signatures describe.
     *
     * @param guidance what to do if a set has none
     */
    static KnownChain known(Run run, List<SetId> sets, String guidance) throws IOException {
        List<EntryTarReader> readers = new ArrayList<>();
        try {
            for (SetId id : sets) {
                readers.add(new EntryTarReader(open(run, id, guidance), run.names().format(id.signatures(Packing.GZIP))));
            }
            return new KnownChain(readers);
        } catch (IOException | BactrianException e) {
            for (EntryTarReader reader : readers) {
                reader.close();
            }
            throw e;
        }
    }

    private static InputStream open(Run run, SetId id, String guidance) throws IOException {
        return run.archive().openSignatures(id).orElseThrow(() -> new BactrianException(ErrorKind.NO_SIGNATURES,
                "The signatures of the " + id + " are gone from " + run.archive().folder(), guidance));
    }

    @Override
    public InputStream find(EntryName name) throws IOException {
        EntryName archived = ArchivedTree.below(path, name);
        KnownEntry entry = known.peek();
        while (entry != null && entry.entry().name().compareTo(archived) < 0) {
            known.skip();
            entry = known.peek();
        }
        boolean found = entry != null && entry.entry().name().equals(archived) && entry.entry().isFile();
        return found ? entry.signature() : null;
    }

    @Override
    public void close() throws IOException {
        known.close();
    }
}
