/**
 * A backup: from the entries of the source and what the chain knows of them to the volumes, signatures and manifest of a
 * new set. Lazy iterators all the way; nothing here grows with the number of files.
 */
package org.bactrian.backup;
