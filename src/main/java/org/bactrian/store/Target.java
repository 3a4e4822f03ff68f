package org.bactrian.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * A target URL: which store, and where in it. Holds no secret.
 *
 * @param url    as typed; the name of the archive directory hangs on every letter of it (spec 6)
 * @param scheme the part before {@code ://}, in lower case; it picks the store's routes
 * @param place  the part after {@code ://}
 */
public record Target(String url, String scheme, String place) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    /** Whether a word of the command line is a URL rather than a folder. */
    public static boolean isUrl(String word) {
        return FORM.matcher(word).matches();
    }

    /**
     * Takes a URL apart.
     *
     * @throws BactrianException of kind BAD_URL if it is none or names no place
     */
    public static Target of(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches() || form.group(2).isEmpty()) {
            throw new BactrianException(ErrorKind.BAD_URL, "Not a target URL: " + url,
                    "Give one such as file:///srv/backup or swift://container/prefix");
        }
        return new Target(url, form.group(1).toLowerCase(Locale.ROOT), form.group(2));
    }

    /** The folder a {@code file:} URL names: {@code file:///path}, or {@code file://relative} as duplicity reads it. */
    public Path folder() {
        return Path.of(place);
    }

    @Override
    public String toString() {
        return url;
    }
}
