/**
 * The archive directory: the local copy of manifests and signatures, its lock, and what to copy from the store. It is a
 * cache, and it can be shared with duplicity.
 */
package org.bactrian.chain.archive;
