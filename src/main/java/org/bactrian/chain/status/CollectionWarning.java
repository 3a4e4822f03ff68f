package org.bactrian.chain.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SignatureChain;

/**
 * What duplicity warns of before it does anything (spec 7.1, 12.3).
 *
 * @param code the warning's number in the machine log
 * @param text perhaps of several lines
 */
public record CollectionWarning(int code, String text) {
    private static final int ORPHANED_SIGNATURES = 2;
    private static final int SIGNATURES_ALONE = 4;
    private static final int INCOMPLETE = 5;
    private static final int ORPHANED_SETS = 6;

    /** All warnings about a collection, in duplicity's order. */
    public static List<CollectionWarning> of(BackupCollection collection) {
        List<CollectionWarning> warnings = new ArrayList<>();
        for (SignatureChain.Place place : SignatureChain.Place.values()) {
            List<String> names = collection.strayedSignatures().stream()
                    .filter(file -> file.place() == place && !file.set().isFull())
                    .map(BackupCollection.SignatureFile::name).toList();
            if (!names.isEmpty()) {
                warnings.add(new CollectionWarning(ORPHANED_SIGNATURES, "Warning, found the following " + place.word()
                        + " orphaned signature file" + plural(names.size()) + ":\n" + String.join("\n", names)));
            }
        }
        boolean fullSignaturesAlone = collection.strayedSignatures().stream().anyMatch(file -> file.set().isFull());
        if (fullSignaturesAlone && collection.active().isEmpty()) {
            warnings.add(new CollectionWarning(SIGNATURES_ALONE, "Warning, found signatures but no corresponding backup files"));
        }
        if (!collection.incomplete().isEmpty()) {
            warnings.add(new CollectionWarning(INCOMPLETE,
                    "Warning, found incomplete backup sets, probably left from aborted session"));
        }
        if (!collection.orphaned().isEmpty()) {
            warnings.add(new CollectionWarning(ORPHANED_SETS, "Warning, found the following orphaned backup file"
                    + plural(collection.orphaned().size()) + ":\n"
                    + collection.orphaned().stream().map(CollectionWarning::files).collect(Collectors.joining("\n"))));
        }
        return warnings;
    }

    private static String files(BackupSet set) {
        return Stream.concat(set.manifest().stream(), set.volumes().stream()).map(SetObject::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
