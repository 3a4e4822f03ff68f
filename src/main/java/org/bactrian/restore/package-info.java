/** A restore: the sets of a chain side by side become one history an entry, and the histories a tree. Streams throughout. */
package org.bactrian.restore;
