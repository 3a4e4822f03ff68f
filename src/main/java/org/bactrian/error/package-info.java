/** The one exception family. Every package may use it; it uses none. */
package org.bactrian.error;
