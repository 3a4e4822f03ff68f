package org.bactrian.swift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * A target on Swift, {@code swift://container[/prefix…]} (spec 11). Empty parts are dropped; nothing is decoded, so
 * every character stands for itself. Immutable.
 *
 * @param container its name
 * @param prefix    what object names begin with: empty, or parts joined and ended by slashes
 */
public record SwiftUrl(String container, String prefix) {
    /** The scheme with its colon and slashes. */
    public static final String SCHEME = "swift://";
    /** Swift's own limits, in bytes of UTF-8. */
    private static final int CONTAINER_LIMIT = 256;
    private static final int NAME_LIMIT = 1024;

    /** @throws BactrianException of kind BAD_URL if the URL has another scheme or no container, or a name Swift cannot have */
    public static SwiftUrl parse(String url) {
        if (!url.startsWith(SCHEME)) {
            throw bad(url, "does not begin with " + SCHEME);
        }
        List<String> parts = new ArrayList<>();
        for (String part : url.substring(SCHEME.length()).split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            throw bad(url, "names no container");
        }
        String container = parts.remove(0);
        if (container.getBytes(StandardCharsets.UTF_8).length > CONTAINER_LIMIT) {
            throw bad(url, "has a container name of more than " + CONTAINER_LIMIT + " bytes");
        }
        return new SwiftUrl(container, parts.isEmpty() ? "" : String.join("/", parts) + "/");
    }

    /** The name within the container of an object of the target. @throws BactrianException if it is too long for Swift */
    public String objectName(String name) {
        String full = prefix + name;
        if (name.isEmpty() || name.indexOf('/') >= 0 || full.getBytes(StandardCharsets.UTF_8).length > NAME_LIMIT) {
            throw new BactrianException(ErrorKind.USER_ERROR, this + " cannot hold an object named \"" + name + "\"",
                    "A name is not empty, has no slash, and with its prefix at most " + NAME_LIMIT + " bytes.");
        }
        return full;
    }

    private static BactrianException bad(String url, String why) {
        return new BactrianException(ErrorKind.BAD_URL, "The target " + url + " " + why,
                "Write it as swift://container or swift://container/prefix.");
    }

    @Override
    public String toString() {
        return SCHEME + container + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }
}
