/** Who we are to OpenStack: settings from the environment or clouds.yaml, the ways to log in, and the tokens they give. */
package org.bactrian.swift.identity;
