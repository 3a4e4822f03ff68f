package org.bactrian.swift;

import java.io.InputStream;

/**
 * An object on its way.
 *
 * @param info  what Swift says of it
 * @param bytes its bytes, read once and closed by the receiver. A read throws {@link SwiftFailure} if the bytes are not those
 *              that Swift named, by length or checksum, or if the connection fails: an end without an exception is the whole object
 */
public record ObjectStream(ObjectInfo info, InputStream bytes) {
}
