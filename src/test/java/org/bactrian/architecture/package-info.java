/** Rules that hold for all of the source: which room may use which, how large a class may be, what a route must have. */
package org.bactrian.architecture;
