/** The tar streams of volumes and signatures, on Commons Compress; only what it cannot do, raw bytes in names, is ours. */
package org.bactrian.volume;
