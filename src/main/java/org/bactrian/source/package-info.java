/** The source tree: what an entry is, the walk in archive order, and selection. */
package org.bactrian.source;
