package org.bactrian.volume;

import org.bactrian.source.Entry;

/**
 * One entry of a volume or of a signature file.
 *
 * @param kind  what it means
 * @param entry metadata, named relative to the source root; its size is 0, for an archive does not keep it
 * @param piece number of the piece from 1; 0 if the body is not cut
 * @param size  bytes of the body
 */
public record TarRecord(EntryKind kind, Entry entry, int piece, long size) {
}
