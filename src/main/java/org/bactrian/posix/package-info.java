/** What a safe restore needs of the operating system and Java does not offer: work relative to open folders. */
package org.bactrian.posix;
