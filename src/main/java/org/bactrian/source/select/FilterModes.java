package org.bactrian.source.select;

import java.util.Locale;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.select.Rule.FilterMode;

/** How patterns are read at a place on the command line: the {@code --filter-} switches so far. */
final class FilterModes {
    private FilterMode syntax = FilterMode.GLOBBING;
    private FilterMode letters = FilterMode.STRICTCASE;
    /** Switches that no pattern has come after. */
    private FilterMode idleSyntax;
    private FilterMode idleLetters;

    /** @throws BactrianException FILTER_REDUNDANT if the switch before it in its group, or it itself, has no effect */
    void change(FilterMode mode) {
        FilterMode idle = mode.isAboutCase() ? idleLetters : idleSyntax;
        FilterMode inForce = mode.isAboutCase() ? letters : syntax;
        if (idle != null || inForce == mode) {
            throw useless(ErrorKind.FILTER_REDUNDANT, idle != null ? idle : mode,
                    idle != null ? "is followed by " + option(mode) + " before any pattern" : "changes nothing");
        }
        if (mode.isAboutCase()) {
            letters = mode;
            idleLetters = mode;
        } else {
            syntax = mode;
            idleSyntax = mode;
        }
    }

    /** Notes that a pattern is about to be read in these modes. */
    FilterModes used() {
        idleSyntax = null;
        idleLetters = null;
        return this;
    }

    /** @throws BactrianException FILTER_TRAILING if no pattern came after a switch */
    void checkUsed() {
        FilterMode idle = idleSyntax != null ? idleSyntax : idleLetters;
        if (idle != null) {
            throw useless(ErrorKind.FILTER_TRAILING, idle, "is not followed by any pattern");
        }
    }

    FilterMode syntax() {
        return syntax;
    }

    boolean ignoreCase() {
        return letters == FilterMode.IGNORECASE;
    }

    private static BactrianException useless(ErrorKind kind, FilterMode mode, String why) {
        return new BactrianException(kind, "The switch " + option(mode) + " has no effect: it " + why,
                "A filter switch applies to the patterns after it; drop it or move it.");
    }

    private static String option(FilterMode mode) {
        return "--filter-" + mode.name().toLowerCase(Locale.ROOT);
    }
}
