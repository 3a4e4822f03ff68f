package org.bactrian.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetObject;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;

/**
 * A sealed object that is to take the place of a lost or damaged one: stored under a name that nobody reads, proven there, and only
 * then stored under its own. One thread.
 */
final class Draft {
    private static final String PREFIX = "bactrian-draft.";
    private static final String PROPERTY = "BactrianDraft";

    private final String object;
    private final StreamCache sealed;
    private final long length;
    private final String md5;
    private final String sha1;
    private final List<String> replaced;

    /** @param replaced names of objects that are of no use once this is stored */
    Draft(Exchange exchange, List<String> replaced) {
        object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        sealed = exchange.getMessage().getBody(StreamCache.class);
        length = exchange.getMessage().getHeader(StoreHeaders.LENGTH, Long.class);
        md5 = exchange.getMessage().getHeader(StoreHeaders.MD5, String.class);
        sha1 = exchange.getMessage().getHeader(StoreHeaders.SHA1, String.class);
        this.replaced = List.copyOf(replaced);
        exchange.setProperty(PROPERTY, this);
    }

    static Draft of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Draft.class);
    }

    static boolean isDraft(String name) {
        return name.startsWith(PREFIX);
    }

    /** The name it gets. */
    String object() {
        return object;
    }

    /** Lower-case hex SHA-1 of its sealed bytes. */
    String sha1() {
        return sha1;
    }

    /** As the store has it, under its name. */
    Optional<SetObject> stored(NameScheme names) {
        return names.parse(object).map(name -> new SetObject(new StoredObject(object, length, Instant.EPOCH, md5), name));
    }

    /** Addresses it for the store. @param asDraft whether under the name that nobody reads */
    void address(Exchange exchange, boolean asDraft) {
        sealed.reset();
        exchange.getMessage().setBody(sealed);
        exchange.getMessage().setHeader(StoreHeaders.OBJECT, asDraft ? PREFIX + object : object);
        exchange.getMessage().setHeader(StoreHeaders.LENGTH, length);
        exchange.getMessage().setHeader(StoreHeaders.MD5, md5);
        exchange.getMessage().setHeader(StoreHeaders.SHA1, sha1);
    }

    /** What may go once it has its name. */
    List<String> obsolete() {
        List<String> names = new ArrayList<>(List.of(PREFIX + object));
        replaced.stream().filter(name -> !name.equals(object)).forEach(names::add);
        return names;
    }
}
