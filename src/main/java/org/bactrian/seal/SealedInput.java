package org.bactrian.seal;

import java.io.IOException;
import java.io.InputStream;

/**
 * A sealed object that can be read more than once, because it must be: its integrity is proven in a first pass and
 * only then its content is given out in a second one. Not closed by those who read it.
 */
public interface SealedInput {
    /** A new stream over the sealed bytes from their beginning; the caller closes it. Streams are independent. */
    InputStream openStream() throws IOException;

    /** The number of sealed bytes. */
    long length();

    /** The object's name, for messages. */
    String name();
}
