package org.bactrian.swift.identity;

import java.net.URI;
import java.net.URISyntaxException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Addresses as users and servers write them. */
final class Addresses {
    private Addresses() {
    }

    /** An absolute http or https address without its trailing slashes. @param what names it in the error */
    static URI parse(String text, String what) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new BactrianException(ErrorKind.USER_ERROR, what + " is no address: " + withoutSecrets(text),
                "It begins with http:// or https:// and a host.");
    }

    /** The address of one version of Keystone's interface: what the user gave, with its last part replaced or added. */
    static URI versioned(URI base, String version) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String root = path.replaceFirst("/v[0-9](\\.[0-9])?$", "");
        return base.resolve((root.isEmpty() ? "/" : root + "/") + version);
    }

    /** For messages: without user info and query. */
    static String withoutSecrets(String address) {
        return address.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "");
    }
}
