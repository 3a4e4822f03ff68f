/** The whole product, in this process, against archives and commands of the real duplicity. */
package org.bactrian.interop;
