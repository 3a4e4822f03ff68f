package org.bactrian.posix;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a path, which its text may not show: a file name need not be text in any encoding. */
final class RawNames {
    private RawNames() {
    }

    /** The bytes of the absolute form of a path, as the system knows it. */
    static byte[] bytesOf(Path path) {
        URI uri = path.toAbsolutePath().toUri(); // percent-encodes the very bytes
        String raw = uri.getRawPath();
        byte[] bytes = new byte[raw.length()];
        int n = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[n++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[n++] = (byte) c;
            }
        }
        return Arrays.copyOf(bytes, n);
    }
}
