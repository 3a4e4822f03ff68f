/**
 * The librsync formats (spec 4.2, 4.3): rolling and strong sums, signatures, deltas, patching, and the composition of
 * several deltas into one. Plain Java on streams; knows no file system, no archive and no other package but the errors.
 *
 * <p>Everything read here may come from a hostile store: lengths are checked before they are used, memory is bounded,
 * and what is wrong is reported as a {@link org.bactrian.error.BactrianException} that names the thing.
 */
package org.bactrian.rsync;
