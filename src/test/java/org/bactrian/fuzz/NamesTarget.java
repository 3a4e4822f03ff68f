package org.bactrian.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;

/** Names of objects, in any spelling. */
public final class NamesTarget {
    private static final NameScheme NAMES = NameScheme.standard();

    private NamesTarget() {
    }

    /** A name that is understood is, spelt anew, understood as the same. */
    public static void fuzzerTestOneInput(byte[] data) {
        Optional<ObjectName> parsed = NAMES.parse(new String(data, StandardCharsets.UTF_8));
        if (parsed.isPresent() && !parsed.get().partial() && parsed.get().packing() != Packing.UNKNOWN) {
            String anew = NAMES.format(parsed.get());
            if (anew.indexOf('/') >= 0 || !NAMES.parse(anew).equals(parsed)) {
                throw new AssertionError(parsed.get() + " is spelt " + anew);
            }
        }
    }
}
