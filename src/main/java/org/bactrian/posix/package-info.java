/** What safe reading and restoring need of the operating system and Java does not offer. */
package org.bactrian.posix;
