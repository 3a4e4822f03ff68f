/** The installation: launcher, settings, and the packed program. */
package org.bactrian.install;
